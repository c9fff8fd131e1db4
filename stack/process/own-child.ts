import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { Spawn } from '../database/unprivileged-user.ts';
import { environment } from '../environment.ts';
import { endTree } from '../reaper/end-tree.ts';
import { readStartTime } from '../reaper/process-table.ts';
import { askChild } from './conversation.ts';

/** A process of Golive's own inside a stack: it does what it is asked over IPC. */
export interface OwnChild extends AsyncDisposable {
  /** @throws StackError `not-ready` where it says no or is gone. */
  ask(question: unknown): Promise<void>;
}

/** Starts a module as a process of its own; it has begun to listen when its first answer comes. */
export async function startOwnChild(options: {
  readonly spawn: Spawn;
  /** The module's file. */
  readonly module: string;
  readonly name: string;
  readonly logFile: string;
}): Promise<OwnChild> {
  const log = await open(options.logFile, 'a', 0o600);
  let child: ChildProcess;
  try {
    child = options.spawn(process.execPath, [options.module], {
      cwd: '/',
      env: { ...environment.forSystems },
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    });
    await once(child, 'spawn');
  } finally {
    await log.close();
  }
  const group = child.pid ?? 0;
  const startTime = readStartTime(group) ?? '';
  return {
    ask: (question) => askChild(child, options.name, question),
    async [Symbol.asyncDispose]() {
      await endTree({ group, startTime }, { graceMs: 1_000, limitMs: 5_000 });
    },
  };
}
