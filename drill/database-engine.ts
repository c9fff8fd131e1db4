import pg from 'pg';
import type { Access } from '../stack/facts.ts';
import type { Fingerprint } from '../stack/fingerprint/fingerprint.ts';
import { fingerprintPostgres } from '../stack/fingerprint/postgres-catalog.ts';
import type { DataOptions } from '../stack/fingerprint/postgres-data.ts';
import { exportSnapshot } from '../stack/fingerprint/postgres-snapshot.ts';
import { fingerprintSqlite } from '../stack/fingerprint/sqlite.ts';

type SqlAccess = NonNullable<Access['sql']>;
type Engine = SqlAccess['engine'];

/** What differs between databases, for the drill; everything else of it is written once. */
interface DatabaseEngine<Sql extends SqlAccess> {
  /** Rows that hold one of `leaveOut` anywhere are not counted: they were written while the backup ran. */
  fingerprint(sql: Sql, leaveOut: readonly string[]): Promise<Fingerprint>;
  /** Where its files lie on this machine; undefined where the database does not say. */
  dataPlace(sql: Sql): Promise<string | undefined>;
}

const engines: { readonly [Name in Engine]: DatabaseEngine<Extract<SqlAccess, { engine: Name }>> } = {
  postgres: {
    fingerprint: ({ url }, leaveOut) => readPostgres(url, leaveOut),
    dataPlace: ({ url }) =>
      withClient(url, async (client) => {
        const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
        return rows[0]?.data_directory;
      }),
  },
  sqlite: {
    fingerprint: async ({ file }, leaveOutTexts) => fingerprintSqlite(file, { leaveOutTexts }),
    dataPlace: async ({ file }) => file,
  },
};

/** Rows, positions and structure as of now. @throws FingerprintError where it cannot be read to its end. */
export function fingerprintDatabase(sql: SqlAccess, leaveOut: readonly string[] = []): Promise<Fingerprint> {
  return sql.engine === 'postgres'
    ? engines.postgres.fingerprint(sql, leaveOut)
    : engines.sqlite.fingerprint(sql, leaveOut);
}

/**
 * Everything as of one moment, while others write, and work that reads as of the same moment: it is given the name of
 * the snapshot, as pg_dump takes it. @throws FingerprintError where the database cannot be read to its end.
 */
export async function atOneMoment<Result>(
  { url }: Extract<SqlAccess, { engine: 'postgres' }>,
  work: (snapshot: string) => Promise<Result>,
): Promise<{ readonly moment: Fingerprint; readonly result: Result }> {
  return await withClient(url, async (holder) => {
    await using snapshot = await exportSnapshot(holder);
    // Before the work: sequences obey no snapshot, and may have moved on when the work reads them, never back.
    const moment = await readPostgres(url, [], { snapshotId: snapshot.id });
    return { moment, result: await work(snapshot.id) };
  });
}

export function databasePlace(sql: SqlAccess): Promise<string | undefined> {
  return sql.engine === 'postgres' ? engines.postgres.dataPlace(sql) : engines.sqlite.dataPlace(sql);
}

/** In two sessions, as pg_restore -j2 writes. */
export async function readPostgres(
  url: string,
  leaveOut: readonly string[] = [],
  options: Pick<DataOptions, 'snapshotId' | 'wholeText'> = {},
): Promise<Fingerprint> {
  return await withClient(url, (client) =>
    withClient(url, async (other) => {
      const conditions = await everyTable(client, leaveOut);
      return await fingerprintPostgres(client, { ...options, leaveOut: conditions, others: [other] });
    }),
  );
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that is killed cuts idle connections; without a listener that would end the whole run.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** One condition for every table that is there: which of them the system writes to is its own affair. */
async function everyTable(client: pg.Client, texts: readonly string[]): Promise<Record<string, string>> {
  if (texts.length === 0) return {};
  const { rows } = await client.query<{ name: string }>(
    `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'm') AND c.relispopulated AND c.relpersistence <> 't'
       AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT FROM pg_depend d
         WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`,
  );
  const pattern = texts.map((text) => text.replaceAll(/[^A-Za-z0-9 -]/gu, '\\$&')).join('|');
  const condition = `(golive.*)::text ~ ${client.escapeLiteral(pattern)}`;
  return Object.fromEntries(rows.map(({ name }) => [name, condition]));
}
