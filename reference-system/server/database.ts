import pg from 'pg';

/** The pool, or one connection inside a transaction. */
export type Database = Pick<pg.Pool, 'query'>;

const dateOid = 1082;
const timestamptzOid = 1184;
const int8Oid = 20;

const parsers: Record<number, (text: string) => unknown> = {
  [dateOid]: (text) => text,
  [timestamptzOid]: (text) => new Date(text).toISOString(),
  // Counts and cents stay far below 2^53.
  [int8Oid]: Number,
};

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' ? parsers[oid] : undefined) ?? pg.types.getTypeParser(oid, format ?? 'text'),
};

export const createPool = (
  connectionString: string,
  onIdleError: (error: Error) => void,
  max = 16,
  tls = false,
): pg.Pool => {
  const pool = new pg.Pool({
    connectionString,
    // As libpq's sslmode=require: nobody on the way reads along. Who the server is, its own network says.
    ...(tls ? { ssl: { rejectUnauthorized: false } } : {}),
    max,
    types,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'fieldbook',
  });
  // Without a listener a connection that dies while idle would end the process.
  pool.on('error', onIdleError);
  return pool;
};

const maxAttempts = 3;
const isRetryable = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001');

/** Runs the work in one transaction: commits its result or rolls back; a deadlock's victim is tried again. */
export const transaction = async <T>(pool: pg.Pool, work: (db: Database) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTransaction(pool, work);
    } catch (error) {
      if (attempt >= maxAttempts || !isRetryable(error)) throw error;
    }
  }
};

/** When the database last had no room, by pool; a commit since then has shown that it has. */
const lastFull = new WeakMap<pg.Pool, number>();
const fullForMs = 5_000;
/** Class 53: insufficient resources, a full disk among them. */
const isFull = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code ?? '').startsWith('53');

/** False for a while after a write found no room: reading still works then, and people cannot work. */
export const hasRoom = (pool: pg.Pool): boolean => Date.now() - (lastFull.get(pool) ?? 0) > fullForMs;

const attemptTransaction = async <T>(pool: pg.Pool, work: (db: Database) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The pool listens to idle connections alone; a lent one that dies would end the process.
  const onLost = (error: Error): void => {
    broken = error;
  };
  client.on('error', onLost);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    lastFull.delete(pool);
    return result;
  } catch (error) {
    if (isFull(error)) lastFull.set(pool, Date.now());
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
};
