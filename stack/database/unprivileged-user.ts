import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StackError } from '../stack-error.ts';
import { runTool } from './run-tool.ts';

/** How a process is started; a run passes its own, so that its reaper knows each one. */
export type Spawn = (command: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

/** Who a server runs as: `null` where the present user is good enough (anyone but root). */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: names the user that it runs as instead. Throws StackError `missing-tool`. */
export async function serverUser(spawn: Spawn, wanted?: string): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  for (const name of wanted === undefined ? ['postgres', 'nobody'] : [wanted]) {
    const uid = await runTool(spawn, 'id', ['-u', name], { timeoutMs: 5_000 });
    const gid = await runTool(spawn, 'id', ['-g', name], { timeoutMs: 5_000 });
    if (uid.exitCode === 0 && gid.exitCode === 0) {
      return { name, uid: Number(uid.output), gid: Number(gid.output) };
    }
  }
  throw new StackError(
    'missing-tool',
    `expected an unprivileged user to run PostgreSQL as (it refuses root), got no user named ${wanted ?? 'postgres or nobody'}`,
  );
}

/** The same command as it must be started: through setpriv where the owner is root. */
export function asUser(
  user: ServerUser | null,
  command: string,
  args: readonly string[],
): [command: string, args: readonly string[]] {
  if (user === null) return [command, args];
  const identity = ['--reuid', String(user.uid), '--regid', String(user.gid), '--init-groups'];
  return ['setpriv', [...identity, '--inh-caps=-all', '--', command, ...args]];
}

/** Says which folder on the way keeps the user out, instead of initdb's "could not access directory". */
export async function requireEnterable(user: ServerUser | null, folder: string): Promise<void> {
  if (user === null) return;
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) {
      const shown = (mode & 0o777).toString(8);
      throw new StackError(
        'refused',
        `expected ${path} to be enterable by user ${user.name}, who runs PostgreSQL, got mode ${shown}: ` +
          'choose another folder or give it mode 711',
      );
    }
  }
}
