import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../stack-error.ts';
import { runTool } from './run-tool.ts';
import { asUser, requireEnterable, type ServerUser, type Spawn } from './unprivileged-user.ts';

/** Where everything of one cluster lies; all of it may be deleted once the server is stopped. */
export interface ClusterFolder {
  readonly folder: string;
  /** PGDATA. */
  readonly dataFolder: string;
  /** Null where the path is too long for a unix socket: TCP on 127.0.0.1 only then. */
  readonly socketFolder: string | null;
  readonly logFile: string;
  /** The superuser `postgres`'s password; in no file once this returns. */
  readonly password: string;
}

/** sun_path holds 108 bytes, the socket's own name takes `/.s.PGSQL.65535`. */
const longestSocketFolder = 90;

/** Null where the path is too long. */
export const socketFolderOf = (folder: string): string | null =>
  Buffer.byteLength(folder) > longestSocketFolder ? null : folder;

/**
 * Makes a new cluster: folder owned by the server's user, UTF-8, page checksums, scram for every connection.
 * Throws StackError `refused` where the folder holds something or cannot be entered, `command-failed` where
 * initdb fails.
 */
export async function initialiseClusterFolder(options: {
  readonly spawn: Spawn;
  readonly user: ServerUser | null;
  readonly binDirectory: string;
  readonly folder: string;
  readonly locale: string;
  readonly password?: string;
}): Promise<ClusterFolder> {
  const { folder, user } = options;
  await mkdir(folder, { recursive: true });
  const present = await readdir(folder);
  if (present.length > 0) {
    throw new StackError(
      'refused',
      `expected an empty folder for the cluster, got ${folder} with ${present[0]}`,
    );
  }
  const dataFolder = join(folder, 'data');
  const socket = join(folder, 'socket');
  await mkdir(dataFolder, { mode: 0o700 });
  await mkdir(socket, { mode: 0o700 });
  if (user !== null) for (const path of [folder, dataFolder, socket]) await chown(path, user.uid, user.gid);
  await requireEnterable(user, folder);
  const password = options.password ?? randomBytes(18).toString('base64url');
  await initialise({ ...options, dataFolder, password });
  const socketFolder = socketFolderOf(socket);
  return { folder, dataFolder, socketFolder, logFile: join(folder, 'postgres.log'), password };
}

async function initialise(options: {
  readonly spawn: Spawn;
  readonly user: ServerUser | null;
  readonly binDirectory: string;
  readonly folder: string;
  readonly dataFolder: string;
  readonly locale: string;
  readonly password: string;
}): Promise<void> {
  const { user, folder, dataFolder, locale } = options;
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  try {
    if (user !== null) await chown(passwordFile, user.uid, user.gid);
    const program = join(options.binDirectory, 'initdb');
    const settings = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const storage = ['--encoding=UTF8', `--locale=${locale}`, '--data-checksums', `--pgdata=${dataFolder}`];
    const [command, args] = asUser(user, program, [...settings, ...storage]);
    const result = await runTool(options.spawn, command, args, { timeoutMs: 60_000, folder: '/' });
    if (result.exitCode !== 0) {
      const said = result.output.slice(-800);
      throw new StackError(
        'command-failed',
        `expected initdb to make a cluster in ${dataFolder}, got: ${said}`,
      );
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}
