import type { ClientBase } from 'pg';
import { definitionQueries } from './catalog/definitions.ts';
import { canonicalExpression } from './catalog/expression-text.ts';
import { grantQueries } from './catalog/grants.ts';
import { otherObjectQueries } from './catalog/other-objects.ts';
import { relationQueries } from './catalog/relations.ts';
import { roleQueries } from './catalog/roles.ts';
import { ruleQueries } from './catalog/rules.ts';
import type { CatalogQuery } from './catalog/catalog-query.ts';
import type { CatalogEntry, CatalogValue, Fingerprint } from './fingerprint.ts';
import { readData, type DataOptions } from './postgres-data.ts';
import { inOneSnapshot, inSnapshot, type Sessions } from './postgres-snapshot.ts';
import { shareOut, type Piece } from './share-out.ts';

const queries: readonly CatalogQuery[] = [
  ...relationQueries,
  ...ruleQueries,
  ...definitionQueries,
  ...otherObjectQueries,
  ...grantQueries,
  ...roleQueries,
];

/**
 * Everything that a database holds besides rows, by name and never by OID, so that a restored copy gives the same
 * list. Of the cluster's roles those that own something here or were granted something; tablespaces are left out.
 */
export function catalogManifest(
  client: ClientBase,
  options: { readonly snapshotId?: string } = {},
): Promise<CatalogEntry[]> {
  return inSnapshot(client, options.snapshotId, () => readCatalog([client]));
}

/**
 * Rows, sequences and catalog of one database from one snapshot. With `others`, more sessions of the same database as
 * the same account, tables are read side by side.
 */
export async function fingerprintPostgres(
  client: ClientBase,
  options: DataOptions & { readonly others?: readonly ClientBase[] } = {},
): Promise<Fingerprint> {
  const sessions = [client, ...(options.others ?? [])] as const;
  return await inOneSnapshot(sessions, options.snapshotId, async () => {
    const { pieces, entries } = catalogPieces();
    const data = await readData(sessions, options, pieces);
    return { ...data, catalog: entries() };
  });
}

async function readCatalog(sessions: Sessions): Promise<CatalogEntry[]> {
  const { pieces, entries } = catalogPieces();
  await shareOut(sessions, pieces);
  return entries();
}

/** The catalog in pieces that any session may read, and what they found once all are done. */
function catalogPieces(): { readonly pieces: readonly Piece[]; entries(): CatalogEntry[] } {
  const found = new Map<CatalogQuery, CatalogEntry[]>();
  return {
    pieces: queries.map((query) => async (client) => void found.set(query, await ask(client, query))),
    entries: () => queries.flatMap((query) => found.get(query) ?? []),
  };
}

async function ask(client: ClientBase, { kind, sql }: CatalogQuery): Promise<CatalogEntry[]> {
  const { rows } = await client.query<{ name: string } & Record<string, CatalogValue>>(
    `SELECT * FROM (${sql}) entry ORDER BY entry.name COLLATE "C"`,
  );
  return rows.map(({ name, ...fields }) => ({ kind, name, fields: canonicalFields(fields) }));
}

function canonicalFields(fields: Record<string, CatalogValue>): Record<string, CatalogValue> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? canonicalExpression(value) : value,
    ]),
  );
}
