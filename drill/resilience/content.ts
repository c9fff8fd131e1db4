import { createHash } from 'node:crypto';
import type { SqlClient, SqlRow } from '../../stack/clients/sql.ts';
import { asText } from '../../targets/pointer.ts';

/** What a table holds: each row under its key, or the number of rows where nothing tells one from another. */
export interface TableContent {
  readonly name: string;
  readonly columns: readonly string[];
  readonly count: number;
  /** Undefined where the table has no key, or more rows than are compared one by one. */
  readonly rows: ReadonlyMap<string, Readonly<Record<string, string>>> | undefined;
}

const mostRows = 50_000;
/** What tools note there is the state of the migrations themselves. */
const ofTools =
  /^(?:alembic_version|sqlite_sequence|.*schema_?migrations?.*|django_migrations|_prisma_migrations|knex_migrations.*|flyway_.*)$/iu;

const inPostgres = `select t.table_name as name, coalesce((
    select string_agg(a.attname, ',' order by a.attnum) from pg_index i join pg_attribute a
      on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indrelid = format('%I.%I', t.table_schema, t.table_name)::regclass and i.indisprimary), '') as key
  from information_schema.tables t where t.table_schema = 'public' and t.table_type = 'BASE TABLE'`;
const inSqlite = `select m.name as name, coalesce((select group_concat(p.name, ',') from pragma_table_info(m.name) p
    where p.pk > 0), '') as key from sqlite_master m where m.type = 'table'`;

/** Long values by their hash: what is compared is whether they are the same. */
function valueOf(value: unknown): string {
  if (value instanceof Uint8Array) return createHash('sha256').update(value).digest('hex');
  const text = asText(value);
  return text.length > 200 ? createHash('sha256').update(text).digest('hex') : text;
}

const valuesOf = (row: SqlRow): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, valueOf(value)]));

/** The content of every table of the system's own, as it is now. */
export async function readContent(sql: SqlClient): Promise<readonly TableContent[]> {
  const tables = await sql.query(sql.engine === 'postgres' ? inPostgres : inSqlite);
  const contents: TableContent[] = [];
  for (const { name: table, key: columns } of tables) {
    const name = asText(table);
    if (!ofTools.test(name)) contents.push(await readTable(sql, name, asText(columns)));
  }
  return contents;
}

async function readTable(sql: SqlClient, name: string, columns: string): Promise<TableContent> {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const [counted] = await sql.query(`select count(*) as n from ${quoted}`);
  const count = Number(counted?.['n']);
  const [first] = await sql.query(`select * from ${quoted} limit 1`);
  const known = { name, count, columns: Object.keys(first ?? {}) };
  if (columns === '' || count > mostRows) return { ...known, rows: undefined };
  const key = columns.split(',');
  const rows = (await sql.query(`select * from ${quoted}`)).map(valuesOf);
  return { ...known, rows: new Map(rows.map((row) => [key.map((one) => row[one] ?? '').join(' '), row])) };
}
