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
import { inSnapshot } from './postgres-snapshot.ts';

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
  return inSnapshot(client, options.snapshotId, () => readCatalog(client));
}

/** Rows, sequences and catalog of one database from one snapshot. */
export function fingerprintPostgres(client: ClientBase, options: DataOptions = {}): Promise<Fingerprint> {
  return inSnapshot(client, options.snapshotId, async () => ({
    ...(await readData(client, options)),
    catalog: await readCatalog(client),
  }));
}

async function readCatalog(client: ClientBase): Promise<CatalogEntry[]> {
  const entries: CatalogEntry[] = [];
  for (const { kind, sql } of queries) {
    const { rows } = await client.query<{ name: string } & Record<string, CatalogValue>>(
      `SELECT * FROM (${sql}) entry ORDER BY entry.name COLLATE "C"`,
    );
    for (const { name, ...fields } of rows) entries.push({ kind, name, fields: canonicalFields(fields) });
  }
  return entries;
}

function canonicalFields(fields: Record<string, CatalogValue>): Record<string, CatalogValue> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? canonicalExpression(value) : value,
    ]),
  );
}
