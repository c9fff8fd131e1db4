import pg from 'pg';
import type { Access } from '../facts.ts';
import { openSqlite } from './sqlite.ts';

export type SqlRow = Readonly<Record<string, unknown>>;

/** A second witness: asks the database itself, past the application. */
export interface SqlClient extends AsyncDisposable {
  readonly engine: 'postgres' | 'sqlite';
  /**
   * Positional parameters are `$1`, `$2` … for both engines. A list is an array in PostgreSQL and its JSON text
   * in SQLite (`json_each($1)`). Dates without a time come back as text.
   */
  query(text: string, values?: readonly unknown[]): Promise<readonly SqlRow[]>;
  close(): Promise<void>;
}

export interface SqlOptions {
  /** A planted fault writes, and who rehearses a move of data: everybody else is kept from it by the database. */
  readonly write?: boolean;
}

export function openSql(sql: NonNullable<Access['sql']>, { write = false }: SqlOptions = {}): SqlClient {
  return sql.engine === 'postgres' ? openPostgres(sql.url, write) : openSqlite(sql.file, write);
}

const dateType = 1082;
/** By which the database's own list of connections tells Golive's from the system's. */
export const ownName = 'golive';

function openPostgres(url: string, write: boolean): SqlClient {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    application_name: ownName,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 5_000,
    allowExitOnIdle: true,
    ...(write ? {} : { options: '-c default_transaction_read_only=on' }),
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        // As a Date it would be midnight of the harness's own time zone.
        type === dateType ? (text: string) => text : pg.types.getTypeParser(type, format),
    },
  });
  // The server may be killed between two queries: the next one says so.
  pool.on('error', () => undefined);
  const close = () => pool.end();
  return {
    engine: 'postgres',
    query: async (text, values = []) => (await pool.query<SqlRow>(text, [...values])).rows,
    close,
    [Symbol.asyncDispose]: close,
  };
}
