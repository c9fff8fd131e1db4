import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../environment.ts';
import { StackError } from '../stack-error.ts';
import type { PostgresCluster } from './cluster.ts';
import { runTool } from './run-tool.ts';
import { asUser, serverUser, type Spawn } from './unprivileged-user.ts';
import { waitUntil } from './wait-until.ts';

const toolLimitMs = 120_000;
const archiveLimitMs = 30_000;

/** Server settings of a cluster that keeps each finished piece of its log in `folder`; see makeWalFolder. */
export const walArchiving = (folder: string): Readonly<Record<string, string>> => ({
  archive_mode: 'on',
  // Never over a piece that is there: two clusters with one archive would ruin both.
  archive_command: `test ! -e "${folder}/%f" && cp "%p" "${folder}/%f"`,
});

/** A folder that the server itself can write into. */
export async function makeWalFolder(spawn: Spawn, folder: string, wanted?: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const user = await serverUser(spawn, wanted);
  if (user !== null) await chown(folder, user.uid, user.gid);
}

export interface PhysicalBackupOptions {
  readonly spawn: Spawn;
  readonly binDirectory: string;
  /** Who the server runs as; see startPostgresCluster. */
  readonly user?: string;
  /** A new folder, in one that the server's user may write into. */
  readonly folder: string;
}

/**
 * Copies a running cluster's files with pg_basebackup, with the log that makes the copy whole and a manifest with the
 * sha256 of each file. @throws StackError `command-failed` with what the tool said.
 */
export async function takeBaseBackup(
  cluster: Pick<PostgresCluster, 'port' | 'password'>,
  options: PhysicalBackupOptions,
): Promise<void> {
  const where = ['--host=127.0.0.1', `--port=${cluster.port}`, '--username=postgres', '--no-password'];
  const how = ['--wal-method=stream', '--checkpoint=fast', '--manifest-checksums=SHA256'];
  // Not in the arguments, which everybody on the machine can read.
  const own = { ...environment.forSystems, PGPASSWORD: cluster.password };
  const args = [...where, ...how, `--pgdata=${options.folder}`];
  await run(options, 'pg_basebackup', args, 'pg_basebackup to copy the cluster', own);
}

/** Compares each file with the backup's manifest. @throws StackError `command-failed` naming the file that differs. */
export async function verifyBaseBackup(options: PhysicalBackupOptions): Promise<void> {
  await run(options, 'pg_verifybackup', ['--quiet', options.folder], 'the backup to agree with its manifest');
}

async function run(
  { spawn, binDirectory, user }: PhysicalBackupOptions,
  tool: string,
  args: readonly string[],
  expected: string,
  env: Readonly<Record<string, string>> = environment.forSystems,
): Promise<void> {
  const [command, words] = asUser(await serverUser(spawn, user), join(binDirectory, tool), args);
  const withEnvironment: Spawn = (program, list, how) => spawn(program, list, { ...how, env: { ...env } });
  // The folder of a person who is root is closed to the server's user.
  const { exitCode, output } = await runTool(withEnvironment, command, words, {
    timeoutMs: toolLimitMs,
    folder: '/',
  });
  if (exitCode === 0) return;
  throw new StackError('command-failed', `expected ${expected}, got: ${output.slice(-800)}`);
}

/** Ends the present piece of the log, and waits until the archive has it: all that was committed is there then. */
export async function archiveWal(cluster: Pick<PostgresCluster, 'connect'>): Promise<void> {
  const client = await cluster.connect();
  try {
    const { rows } = await client.query<{ name: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS name');
    const wanted = rows[0]?.name ?? '';
    await waitUntil({
      what: `piece ${wanted} of the log to be archived`,
      limitMs: archiveLimitMs,
      look: async () => {
        const { rows: seen } = await client.query<{ last: string; failed: string }>(
          `SELECT coalesce(last_archived_wal, '') AS last, failed_count::text AS failed FROM pg_stat_archiver`,
        );
        const { last = '', failed = '0' } = seen[0] ?? {};
        return last >= wanted
          ? { done: true }
          : { done: false, seen: `${last || 'none'}, ${failed} failures` };
      },
    });
  } finally {
    await client.end();
  }
}
