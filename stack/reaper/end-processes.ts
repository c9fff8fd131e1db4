import { setTimeout as pause } from 'node:timers/promises';
import { readProcess, type ProcessEntry } from './process-table.ts';

/** What was ended, and what would not end. */
export interface Ended {
  readonly ended: readonly ProcessEntry[];
  readonly left: readonly ProcessEntry[];
}

export interface EndOptions {
  readonly find: () => Promise<readonly ProcessEntry[]>;
  /** SIGTERM until then, SIGKILL from then on. */
  readonly graceMs: number;
  readonly limitMs: number;
  /** Looks that must find nothing, one after the other, before it is believed. */
  readonly quietLooks: number;
}

const lookEveryMs = 50;

/** Ends what `find` finds, again and again until it finds nothing: a process may be starting another one. */
export async function endProcesses(options: EndOptions): Promise<Ended> {
  const startedAt = performance.now();
  const seen = new Map<string, ProcessEntry>();
  const asked = new Set<string>();
  let quiet = 0;
  for (;;) {
    const found = await options.find();
    const elapsedMs = performance.now() - startedAt;
    quiet = found.length === 0 ? quiet + 1 : 0;
    if (quiet >= options.quietLooks) return { ended: [...seen.values()], left: [] };
    if (elapsedMs > options.limitMs) {
      const left = new Set(found.map(identity));
      return { ended: [...seen.values()].filter((entry) => !left.has(identity(entry))), left: found };
    }
    for (const entry of found) {
      seen.set(identity(entry), entry);
      const signal = elapsedMs < options.graceMs ? 'SIGTERM' : 'SIGKILL';
      if (asked.has(`${signal} ${identity(entry)}`)) continue;
      asked.add(`${signal} ${identity(entry)}`);
      await signalProcess(entry, signal);
    }
    await pause(lookEveryMs);
  }
}

function identity(entry: ProcessEntry): string {
  return `${entry.pid}:${entry.startTime}`;
}

/** Looks once more whether the pid still is the same process; what is gone already is as it should be. */
async function signalProcess(entry: ProcessEntry, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if ((await readProcess(entry.pid))?.startTime !== entry.startTime) return;
  try {
    process.kill(entry.pid, signal);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // EPERM: another user's process, which stays in `left` and is reported.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
