import pg from 'pg';
import type { Access } from '../facts.ts';

/** What the database's server counted of one kind of statement, its values left out. */
export interface StatementFigures {
  readonly text: string;
  readonly calls: number;
  readonly meanMs: number;
  readonly maxMs: number;
}

/** The server's own count of statements (pg_stat_statements), from one moment on. */
export interface StatementCount extends AsyncDisposable {
  /** Every kind of statement of the system's database since then, the slowest on average first. */
  read(): Promise<readonly StatementFigures[]>;
  /** Forgets what was counted so far. */
  restart(): Promise<void>;
}

/** Where the server does not count, and why not. */
export interface NotCounted {
  readonly why: string;
}

type Sql = NonNullable<Access['sql']>;

const view = 'pg_stat_statements';
const shownCharacters = 300;
/** What ends or begins a transaction waits for the disk, and is no query. */
const figures = `select left(regexp_replace(query, '\\s+', ' ', 'g'), $2) as text, calls::float8 as calls,
       mean_exec_time as mean, max_exec_time as max
  from ${view} s join pg_database d on d.oid = s.dbid
 where d.datname = $1 and toplevel and query !~* '^\\s*(begin|start|commit|rollback|savepoint|release|set|copy|vacuum|analyze|create|drop|alter|reset|show)\\M'
 order by mean_exec_time desc`;

/** The extension is made in the database that is there before any other: the system's own stays as it is. */
async function connect(url: string): Promise<pg.Client> {
  const first = new URL(url);
  first.pathname = '/postgres';
  const client = new pg.Client({ connectionString: first.href, connectionTimeoutMillis: 5_000 });
  // A server that is killed cuts the connection; without a listener that would end the whole run.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * Counts from now on, where the server loaded what counts and the account is its administrator's.
 * `why` says what is missing.
 */
export async function countStatements(sql: Sql): Promise<StatementCount | NotCounted> {
  if (sql.engine !== 'postgres') return { why: 'the database is SQLite, which counts no statements' };
  const database = decodeURIComponent(new URL(sql.url).pathname.slice(1));
  let client: pg.Client;
  try {
    client = await connect(sql.url);
  } catch (error) {
    return { why: `no connection to the server’s own database: ${messageOf(error)}` };
  }
  const restart = async (): Promise<void> => void (await client.query(`select ${view}_reset()`));
  try {
    await client.query(`create extension if not exists ${view}`);
    await restart();
  } catch (error) {
    await client.end();
    return { why: `the server does not count statements: ${messageOf(error)}` };
  }
  return {
    async read() {
      const { rows } = await client.query<{ text: string; calls: number; mean: number; max: number }>(
        figures,
        [database, shownCharacters],
      );
      return rows.map(({ text, calls, mean, max }) => ({ text, calls, meanMs: mean, maxMs: max }));
    },
    restart,
    [Symbol.asyncDispose]: () => client.end(),
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
