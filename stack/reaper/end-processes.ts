import { setTimeout as pause } from 'node:timers/promises';
import { readProcess, type ProcessEntry } from './process-table.ts';

/** What was ended, and what would not end. */
export interface Ended {
  readonly ended: readonly ProcessEntry[];
  readonly left: readonly ProcessEntry[];
}

export interface EndOptions {
  /** Is told all that it has found so far, dead or alive. */
  readonly find: (seen: readonly ProcessEntry[]) => readonly ProcessEntry[];
  /** SIGTERM until then, SIGKILL from then on. */
  readonly graceMs: number;
  /** What was killed is waited for so long: on a busy machine it goes when it gets a processor, or its disk. */
  readonly limitMs?: number;
  /** Looks that must find nothing, one after the other, before it is believed. */
  readonly quietLooks: number;
}

const lookEveryMs = 50;
const killedLimitMs = 30_000;
/** What may not be signalled ends by itself, or not at all. */
const untouchableLimitMs = 4_500;

/** Ends what `find` finds, again and again until it finds nothing: a process may be starting another one. */
export async function endProcesses(options: EndOptions): Promise<Ended> {
  const { limitMs = killedLimitMs } = options;
  const startedAt = performance.now();
  const seen = new Map<string, ProcessEntry>();
  const asked = new Set<string>();
  const untouchable = new Set<string>();
  let quiet = 0;
  for (;;) {
    const found = options.find([...seen.values()]);
    const elapsedMs = performance.now() - startedAt;
    quiet = found.length === 0 ? quiet + 1 : 0;
    if (quiet >= options.quietLooks) return { ended: [...seen.values()], left: [] };
    const inVain = found.length > 0 && found.every((entry) => untouchable.has(identity(entry)));
    if (elapsedMs > (inVain ? Math.min(limitMs, untouchableLimitMs) : limitMs)) {
      const left = new Set(found.map(identity));
      return { ended: [...seen.values()].filter((entry) => !left.has(identity(entry))), left: found };
    }
    for (const entry of found) {
      seen.set(identity(entry), entry);
      const signal = elapsedMs < options.graceMs ? 'SIGTERM' : 'SIGKILL';
      if (asked.has(`${signal} ${identity(entry)}`)) continue;
      asked.add(`${signal} ${identity(entry)}`);
      if (!signalProcess(entry, signal)) untouchable.add(identity(entry));
    }
    await pause(lookEveryMs);
  }
}

function identity(entry: ProcessEntry): string {
  return `${entry.pid}:${entry.startTime}`;
}

/**
 * Looks once more whether the pid still is the same process; what is gone already is as it should be. False for another
 * user's process, which stays in `left` and is reported.
 */
function signalProcess(entry: ProcessEntry, signal: 'SIGTERM' | 'SIGKILL'): boolean {
  if (readProcess(entry.pid)?.startTime !== entry.startTime) return true;
  try {
    process.kill(entry.pid, signal);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
    return code === 'ESRCH';
  }
}
