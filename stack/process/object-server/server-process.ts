import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import { StackError } from '../../stack-error.ts';

/** As node:child_process has it; the driver gives its reaper's, so that nothing outlives the run. */
export type SpawnServer = (command: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

export interface ServerCommand {
  readonly program: string;
  readonly arguments: readonly string[];
  /** All that the server sees; may hold secrets, so it is never printed. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** A server's process, with all that it has printed. */
export interface ServerProcess {
  readonly pid: number;
  /** How it ended, once it has: an exit code or the name of a signal. */
  ended(): number | string | undefined;
  logs(): string;
  /** SIGTERM, and SIGKILL after five seconds. */
  stop(): Promise<void>;
}

const keptCharacters = 64 * 1024;
const graceMs = 5000;

/** @throws StackError `missing-tool` when the program cannot be started. */
export async function startServerProcess(spawn: SpawnServer, command: ServerCommand): Promise<ServerProcess> {
  const child = spawn(command.program, command.arguments, {
    cwd: command.folder,
    env: { ...command.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logs = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      logs = (logs + text).slice(-keptCharacters);
    });
  }
  let ended: number | string | undefined;
  const closed = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      ended = code ?? signal ?? 'nothing known';
      resolve();
    });
  });
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new StackError('missing-tool', `expected to start ${command.program}, got: ${String(cause)}`, {
      cause,
    });
  }
  return {
    pid: child.pid ?? 0,
    ended: () => ended,
    logs: () => logs,
    stop: () => endProcess(child, closed),
  };
}

async function endProcess(child: ChildProcess, closed: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timeout = new AbortController();
  const late = delay(graceMs, true, { signal: timeout.signal }).catch(() => false);
  const isLate = await Promise.race([closed.then(() => false), late]);
  timeout.abort();
  if (isLate) child.kill('SIGKILL');
  await closed;
}
