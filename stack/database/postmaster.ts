import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, readdir } from 'node:fs/promises';
import { StackError } from '../stack-error.ts';
import { asUser, type ServerUser, type Spawn } from './unprivileged-user.ts';
import { waitUntil } from './wait-until.ts';

/** The server's own process, once it has been started. */
export interface Postmaster {
  readonly pid: number;
  /** How it ended, or null while it runs. */
  ended(): string | null;
  /** Fast shutdown: connections are cut, everything is written. Throws StackError `not-ready` after the limit. */
  stop(limitMs: number): Promise<void>;
  /** SIGKILL to it and to each of its children, as a power cut would; waits until all are gone. */
  kill(limitMs: number): Promise<void>;
}

/** Starts `postgres` with its output appended to `logFile`; does not wait until it answers. */
export async function launchPostmaster(launch: {
  readonly spawn: Spawn;
  readonly user: ServerUser | null;
  readonly program: string;
  readonly args: readonly string[];
  readonly logFile: string;
}): Promise<Postmaster> {
  const log = await open(launch.logFile, 'a', 0o600);
  let child: ChildProcess;
  try {
    const [command, args] = asUser(launch.user, launch.program, launch.args);
    // It asks for its working folder's name, which one that others have mounted may not have here.
    child = launch.spawn(command, args, { cwd: '/', stdio: ['ignore', log.fd, log.fd] });
    await once(child, 'spawn');
  } catch (cause) {
    throw new StackError('missing-tool', `expected to start ${launch.program}, got: ${String(cause)}`, {
      cause,
    });
  } finally {
    await log.close();
  }
  return started(child);
}

function started(child: ChildProcess): Postmaster {
  const pid = child.pid;
  if (pid === undefined)
    throw new StackError('command-failed', 'expected a process id of postgres, got none');
  const ended = () => {
    if (child.exitCode !== null) return `exit code ${child.exitCode}`;
    return child.signalCode === null ? null : `signal ${child.signalCode}`;
  };
  const gone = (what: string, limitMs: number) =>
    waitUntil({
      what,
      limitMs,
      look: async () => (ended() === null ? { done: false, seen: `process ${pid} runs` } : { done: true }),
    });
  return {
    pid,
    ended,
    async stop(limitMs) {
      if (ended() !== null) return;
      child.kill('SIGINT');
      await gone('PostgreSQL to shut down after SIGINT', limitMs);
    },
    async kill(limitMs) {
      // Each backend leads a session of its own, so that no signal to a process group reaches it.
      const children = await childrenOf(pid);
      child.kill('SIGKILL');
      for (const backend of children) signalIfThere(backend);
      await gone('PostgreSQL to be gone after SIGKILL', limitMs);
      await waitUntil({ what: 'its backends to be gone', limitMs, look: () => lookForAny(children) });
    },
  };
}

async function lookForAny(pids: readonly number[]) {
  const states = await Promise.all(
    pids.map(async (pid) => ((await processState(pid)) === null ? [] : [pid])),
  );
  const alive = states.flat();
  if (alive.length === 0) return { done: true } as const;
  return { done: false, seen: `processes ${alive.join(', ')} run` } as const;
}

function signalIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  // Without /proc (macOS) the backends notice their postmaster's death by themselves.
  const entries = await readdir('/proc').catch(() => []);
  const pids = entries.filter((name) => /^\d+$/.test(name)).map(Number);
  const states = await Promise.all(pids.map(async (pid) => ({ pid, state: await processState(pid) })));
  return states.filter(({ state }) => state?.parent === parent).map(({ pid }) => pid);
}

/** Null where the process is gone or only waits to be reaped by its parent. */
async function processState(pid: number): Promise<{ parent: number } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? null : { parent: Number(parent) };
}
