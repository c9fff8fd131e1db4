import type { ClientBase } from 'pg';
import { FingerprintError } from './fingerprint-error.ts';
import type { SequenceFingerprint, TableFingerprint } from './fingerprint.ts';
import { fingerprintSequences } from './postgres-sequences.ts';
import { inSnapshot, type Sessions } from './postgres-snapshot.ts';
import { shareOut, type Piece } from './share-out.ts';

export interface DataOptions {
  /** From pg_export_snapshot, so that a dump and its fingerprint see the same rows. */
  readonly snapshotId?: string;
  /**
   * Rows to leave out, by `schema.table`: an SQL condition from the target's own file, for rows that are written
   * while the backup runs. A name that is no table is refused. The search path is pg_catalog alone.
   */
  readonly leaveOut?: Readonly<Record<string, string>>;
  /** Hash the whole text of every row, as servers before 14 need: as exact, and twice the work. */
  readonly wholeText?: boolean;
}

export interface DataFingerprint {
  readonly tables: readonly TableFingerprint[];
  readonly sequences: readonly SequenceFingerprint[];
}

/**
 * How a column goes into PostgreSQL's record hash. As it is, where the type's own hash sees every change of the stored
 * value and is the same in another cluster; by its exact bytes where it does not: bigint and times are folded to 32 bits
 * (-1 and 4294967295 hash alike, and a time that moves by 71 minutes may), numeric and float take 1.0 and 1.00, or 0 and
 * -0, for equal, an interval one month and 30 days. By its exact text where neither is there: enums (hashed by an OID that each restore hands out anew), json and
 * jsonb, arrays, points, and types that are made by hand.
 */
const asItIs = '%s';
const byText = '(%s)::text COLLATE "C"';
const hashedBy: Readonly<Record<string, string>> = {
  boolean: asItIs,
  '"char"': asItIs,
  smallint: asItIs,
  integer: asItIs,
  oid: asItIs,
  text: asItIs,
  'character varying': asItIs,
  name: asItIs,
  uuid: asItIs,
  date: asItIs,
  bytea: asItIs,
  'time without time zone': 'time_send(%s)',
  'timestamp without time zone': 'timestamp_send(%s)',
  'timestamp with time zone': 'timestamptz_send(%s)',
  bigint: 'int8send(%s)',
  numeric: 'numeric_send(%s)',
  real: 'float4send(%s)',
  'double precision': 'float8send(%s)',
  interval: 'interval_send(%s)',
};

/**
 * Counts and hashes the rows of every table and filled materialised view, and large objects, as of one snapshot,
 * with the positions of all sequences. Rows of foreign tables live elsewhere and are not read. The hash is two sums
 * over all rows: of each row's own hash, and of the product of its halves. PostgreSQL's record hash is linear in each
 * column, and the first sum alone would not see two rows swapping a value. Throws FingerprintError `table-unreadable`, `snapshot-unusable`.
 */
export function fingerprintData(client: ClientBase, options: DataOptions = {}): Promise<DataFingerprint> {
  return inSnapshot(client, options.snapshotId, () => readData([client], options));
}

/**
 * As fingerprintData, inside transactions that inOneSnapshot has begun: the largest tables first, side by side, and what
 * else is to be read of the snapshot last.
 */
export async function readData(
  sessions: Sessions,
  options: DataOptions,
  others: readonly Piece[] = [],
): Promise<DataFingerprint> {
  const { rows: relations } = await sessions[0].query<Relation>(relationsQuery, [
    Object.keys(hashedBy),
    Object.values(hashedBy),
    byText,
  ]);
  requireKnown(relations, Object.keys(options.leaveOut ?? {}));
  const tables = new Map<Relation | null, TableFingerprint>();
  const largestFirst = relations.toSorted((a, b) => Number(b.bytes) - Number(a.bytes));
  let sequences: readonly SequenceFingerprint[] = [];
  await shareOut(sessions, [
    ...largestFirst.map((relation) => async (client: ClientBase) => {
      tables.set(relation, await fingerprintTable(client, relation, options));
    }),
    async (client) => void tables.set(null, await fingerprintLargeObjects(client)),
    async (client) => void (sequences = await fingerprintSequences(client)),
    ...others,
  ]);
  const inOrder = [...relations, null].flatMap((relation) => tables.get(relation) ?? []);
  return { tables: inOrder, sequences };
}

interface Relation {
  readonly schema: string;
  readonly table: string;
  readonly populated: boolean;
  readonly bytes: string;
  /** Columns as the record hash takes them; null where there are none, or the server has no such hash. */
  readonly columns: string | null;
}

// A table of an extension is part of a dump only where the extension says so (extconfig).
const relationsQuery = `
  SELECT n.nspname::text AS schema, c.relname::text AS "table", c.relispopulated AS populated,
    pg_table_size(c.oid)::text AS bytes,
    CASE WHEN current_setting('server_version_num')::int >= 140000 THEN string_agg(
      -- A collation may take different texts for equal.
      replace(CASE WHEN coalesce(l.collisdeterministic, true) THEN coalesce(h.how, $3) ELSE $3 END,
        '%s', 'golive.' || quote_ident(a.attname)), ', ' ORDER BY a.attnum) END AS columns
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_collation l ON l.oid = a.attcollation
  LEFT JOIN unnest($1::text[], $2::text[]) h(type, how)
    ON h.type = format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL)
  WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
      SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
        AND NOT (c.oid = ANY (coalesce(e.extconfig, '{}'))))
  GROUP BY 1, 2, 3, 4
  ORDER BY n.nspname::text COLLATE "C", c.relname::text COLLATE "C"`;

function requireKnown(relations: readonly Relation[], names: readonly string[]): void {
  const known = new Set(relations.map(({ schema, table }) => `${schema}.${table}`));
  for (const name of names) {
    if (known.has(name)) continue;
    const message = `expected leaveOut to name a table (schema.table), got "${name}", which the database does not have`;
    throw new FingerprintError('table-unreadable', message);
  }
}

async function fingerprintTable(
  client: ClientBase,
  { schema, table, populated, columns }: Relation,
  options: DataOptions,
): Promise<TableFingerprint> {
  if (!populated) return { schema, table, count: 0, method: 'unpopulated', rowHash: '0' };
  const method = columns !== null && options.wholeText !== true ? 'record' : 'text';
  const from = `ONLY ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)} AS golive`;
  const leaveOut = options.leaveOut?.[`${schema}.${table}`];
  const where = leaveOut === undefined ? '' : `WHERE (${leaveOut}) IS NOT TRUE`;
  // OFFSET 0: a row's hash is made once for both sums.
  const sql =
    method === 'record'
      ? `SELECT count(*)::text AS count, concat_ws(' ', sum(h), sum((h >> 32) * (h & 4294967295))) AS hash
         FROM (SELECT hash_record_extended(ROW(${columns}), 0) AS h FROM ${from} ${where} OFFSET 0) hashes`
      : `SELECT count(*)::text AS count, coalesce(sum(hashtextextended((golive.*)::text, 0)), 0)::text AS hash
         FROM ${from} ${where}`;
  const { count, hash: rowHash } = await readHash(client, `${schema}.${table}`, sql);
  return { schema, table, count: Number(count), method, rowHash };
}

/** Large objects as one table, which they are in the catalog: each object's number and the hash of its bytes. */
async function fingerprintLargeObjects(client: ClientBase): Promise<TableFingerprint> {
  const sql = `SELECT count(*)::text AS count,
      coalesce(sum(hashtextextended(oid::text || encode(sha256(lo_get(oid)), 'hex'), 0)), 0)::text AS hash
    FROM pg_largeobject_metadata`;
  const { count, hash } = await readHash(client, 'the large objects', sql);
  return {
    schema: 'pg_catalog',
    table: 'pg_largeobject',
    count: Number(count),
    method: 'text',
    rowHash: hash,
  };
}

async function readHash(client: ClientBase, subject: string, sql: string) {
  try {
    const { rows } = await client.query<{ count: string; hash: string }>(sql);
    if (rows[0] === undefined) throw new Error('no row');
    return rows[0];
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : String(cause);
    throw new FingerprintError('table-unreadable', `expected to read every row of ${subject}, got: ${got}`, {
      cause,
    });
  }
}
