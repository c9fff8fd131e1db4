import type { ClientBase } from 'pg';
import { FingerprintError } from './fingerprint-error.ts';

/** Everything that changes how a value is written out as text, so that two sessions write it alike; and how they read. */
const pinnedSettings = {
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  extra_float_digits: '3',
  bytea_output: 'hex',
  lc_monetary: 'C',
  xmloption: 'content',
  quote_all_identifiers: 'off',
  // Names in definitions are written with their schema, whatever the role's own path is.
  search_path: 'pg_catalog',
  // A role that row security would show only a part of a table gets an error instead of that part.
  row_security: 'off',
  statement_timeout: '0',
  // Sessions read side by side: workers of their own would stand in each other's way (a tenth of the time of two).
  max_parallel_workers_per_gather: '0',
} as const;

/**
 * Runs `work` in one REPEATABLE READ, read-only transaction with every output setting pinned. The client must be
 * outside a transaction; its settings are as before when this returns. Throws FingerprintError
 * `snapshot-unusable` where `snapshotId` cannot be taken over.
 */
export async function inSnapshot<Result>(
  client: ClientBase,
  snapshotId: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    if (snapshotId !== undefined) await takeOver(client, snapshotId);
    const calls = Object.keys(pinnedSettings).map((name, at) => `set_config('${name}', $${at + 1}, true)`);
    await client.query(`SELECT ${calls.join(', ')}`, Object.values(pinnedSettings));
    return await work();
  } finally {
    // A connection that was cut cannot be rolled back; the first error is the one to tell.
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

/**
 * As inSnapshot, with every session in one and the same snapshot, so that they may read side by side. Throws as it does,
 * and `snapshot-unusable` where another session is of another database.
 */
export async function inOneSnapshot<Result>(
  [first, ...others]: Sessions,
  snapshotId: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  return await inSnapshot(first, snapshotId, async () => {
    const id = others.length === 0 ? undefined : (snapshotId ?? (await nameOf(first)));
    const inner = others.reduce((within, other) => () => inSnapshot(other, id, within), work);
    return await inner();
  });
}

/** Sessions of one database, as the same account. */
export type Sessions = readonly [ClientBase, ...(readonly ClientBase[])];

/** Of the snapshot that the session's transaction sees; it can be taken over while that lasts. */
async function nameOf(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
  const id = rows[0]?.id;
  if (id === undefined) throw new FingerprintError('snapshot-unusable', 'expected a snapshot id, got none');
  return id;
}

async function takeOver(client: ClientBase, snapshotId: string): Promise<void> {
  try {
    await client.query(`SET TRANSACTION SNAPSHOT ${client.escapeLiteral(snapshotId)}`);
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : String(cause);
    const message = `expected snapshot "${snapshotId}" to be held open by another session, got: ${got}`;
    throw new FingerprintError('snapshot-unusable', message, { cause });
  }
}

/** A snapshot that others (pg_dump --snapshot, fingerprints) can read from until it is disposed. */
export interface ExportedSnapshot extends AsyncDisposable {
  readonly id: string;
}

/** Holds a snapshot open on a connection that does nothing else meanwhile. */
export async function exportSnapshot(client: ClientBase): Promise<ExportedSnapshot> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  return {
    id: await nameOf(client),
    [Symbol.asyncDispose]: async () => {
      await client.query('COMMIT');
    },
  };
}
