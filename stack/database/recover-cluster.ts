import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../stack-error.ts';
import { socketFolderOf } from './cluster-folder.ts';
import { startOnFolder, type PostgresCluster, type PostgresClusterOptions } from './cluster.ts';
import { runTool } from './run-tool.ts';
import { asUser, requireEnterable, serverUser } from './unprivileged-user.ts';
import { waitUntil } from './wait-until.ts';

export interface RecoverOptions extends PostgresClusterOptions {
  /** The superuser's password when the backup was taken: it comes back with the rest. */
  readonly password: string;
  /** What takeBaseBackup has made; it is copied. */
  readonly baseBackup: string;
  /** Archive of the log. */
  readonly walFolder: string;
  /** Commits up to and with this moment come back: a timestamp as PostgreSQL writes it. */
  readonly until: string;
}

const copyLimitMs = 120_000;

/**
 * A cluster as another one was at a moment: the base backup, and the archived log played up to it. Throws StackError
 * as startPostgresCluster does; `command-failed` with the server's own words where the log does not reach so far.
 */
export async function recoverPostgresCluster(options: RecoverOptions): Promise<PostgresCluster> {
  const { folder, spawn, walFolder, until } = options;
  const user = await serverUser(spawn, options.user);
  const [dataFolder, socketFolder] = [join(folder, 'data'), join(folder, 'socket')];
  await mkdir(socketFolder, { recursive: true, mode: 0o700 });
  if (user !== null) for (const path of [folder, socketFolder]) await chown(path, user.uid, user.gid);
  await requireEnterable(user, folder);
  const [command, args] = asUser(user, 'cp', ['-R', '-p', '--', options.baseBackup, dataFolder]);
  const copied = await runTool(spawn, command, args, { timeoutMs: copyLimitMs, folder: '/' });
  if (copied.exitCode !== 0)
    throw new StackError(
      'command-failed',
      `expected to copy the base backup, got: ${copied.output.slice(-400)}`,
    );
  const signalFile = join(dataFolder, 'recovery.signal');
  await writeFile(signalFile, '');
  if (user !== null) await chown(signalFile, user.uid, user.gid);
  const settings = {
    ...options.settings,
    restore_command: `cp "${walFolder}/%f" "%p"`,
    recovery_target_time: until,
    recovery_target_action: 'promote',
  };
  const place = {
    folder,
    dataFolder,
    socketFolder: socketFolderOf(socketFolder),
    logFile: join(folder, 'postgres.log'),
    password: options.password,
  };
  const cluster = await startOnFolder({ ...options, settings }, user, place);
  try {
    await waitUntilPromoted(cluster);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

/** It answers before it has played the whole log; whoever reads too early reads an older state. */
async function waitUntilPromoted(cluster: PostgresCluster): Promise<void> {
  await waitUntil({
    what: 'the log to be played up to the moment',
    limitMs: copyLimitMs,
    look: async () => {
      if (cluster.processId() === null) throw await cluster.whyItEnded();
      try {
        const client = await cluster.connect();
        const asked = client.query<{ is: boolean }>('SELECT pg_is_in_recovery() AS is');
        const { rows } = await asked.finally(() => client.end());
        return rows[0]?.is === false ? { done: true } : { done: false, seen: 'the server still recovers' };
      } catch (error) {
        return { done: false, seen: error instanceof Error ? error.message : String(error) };
      }
    },
  });
}
