import type { ClientBase } from 'pg';
import type { SequenceFingerprint } from './fingerprint.ts';

interface Sequence {
  readonly schema: string;
  readonly sequence: string;
  readonly increment: string;
  readonly cycles: boolean;
  readonly feeds: readonly Column[];
}

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

// A column is fed where the sequence belongs to it (serial, identity) or its default calls it.
const sequencesQuery = `
  WITH feeds AS (
    SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid::int AS attnum
    FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
      AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    UNION
    SELECT d.refobjid, f.adrelid, f.adnum::int
    FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
    WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass)
  SELECT n.nspname::text AS schema, c.relname::text AS sequence, s.seqincrement::text AS increment,
    s.seqcycle AS cycles,
    coalesce((SELECT jsonb_agg(jsonb_build_object('schema', tn.nspname, 'table', t.relname, 'column', a.attname)
        ORDER BY tn.nspname::text COLLATE "C", t.relname::text COLLATE "C", a.attname::text COLLATE "C")
      FROM feeds
      JOIN pg_class t ON t.oid = feeds.relation AND t.relkind IN ('r', 'p')
      JOIN pg_namespace tn ON tn.oid = t.relnamespace
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = feeds.attnum
      WHERE feeds.sequence = c.oid AND a.atttypid = ANY ('{int2,int4,int8,numeric}'::regtype[])), '[]') AS feeds
  FROM pg_sequence s
  JOIN pg_class c ON c.oid = s.seqrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ORDER BY n.nspname::text COLLATE "C", c.relname::text COLLATE "C"`;

/**
 * Where each sequence stands now. A sequence obeys no snapshot: while others write, its position is newer than the
 * rows, never older.
 */
export async function fingerprintSequences(client: ClientBase): Promise<SequenceFingerprint[]> {
  const { rows } = await client.query<Sequence>(sequencesQuery);
  const result: SequenceFingerprint[] = [];
  for (const row of rows) result.push(await readSequence(client, row));
  return result;
}

async function readSequence(client: ClientBase, sequence: Sequence): Promise<SequenceFingerprint> {
  const name = `${client.escapeIdentifier(sequence.schema)}.${client.escapeIdentifier(sequence.sequence)}`;
  const position = await client.query<{ last: string; called: boolean }>(
    `SELECT last_value::text AS last, is_called AS called FROM ${name}`,
  );
  const stored: bigint[] = [];
  for (const feed of sequence.feeds) stored.push(...(await furthest(client, feed, sequence.increment)));
  const falls = sequence.increment.startsWith('-');
  const columnMax = stored.reduce<bigint | null>(
    (best, value) => (best === null || value > best !== falls ? value : best),
    null,
  );
  return {
    schema: sequence.schema,
    sequence: sequence.sequence,
    lastValue: position.rows[0]?.last ?? 'none',
    isCalled: position.rows[0]?.called ?? false,
    increment: sequence.increment,
    cycles: sequence.cycles,
    feeds: sequence.feeds.map(({ schema, table, column }) => `${schema}.${table}.${column}`),
    columnMax: columnMax?.toString() ?? null,
  };
}

async function furthest(client: ClientBase, feed: Column, increment: string): Promise<bigint[]> {
  const [schema, table, column] = [feed.schema, feed.table, feed.column].map((text) =>
    client.escapeIdentifier(text),
  );
  const best = increment.startsWith('-') ? `floor(min(${column})::numeric)` : `ceil(max(${column})::numeric)`;
  const { rows } = await client.query<{ value: string | null }>(
    `SELECT ${best}::text AS value FROM ${schema}.${table}`,
  );
  const value = rows[0]?.value ?? '';
  // An empty column has no greatest value; a numeric one may hold NaN or Infinity.
  return /^-?\d+$/.test(value) ? [BigInt(value)] : [];
}
