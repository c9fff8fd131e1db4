import { setTimeout as pause } from 'node:timers/promises';

export interface LookUntil<Seen> {
  readonly look: () => Promise<Seen>;
  readonly until: (seen: Seen) => boolean;
  readonly withinMs: number;
  readonly everyMs?: number;
  readonly signal: AbortSignal;
}

/** What was seen last, when (from the first look on), and whether it was what was waited for. */
export interface LastLook<Seen> {
  readonly seen: Seen;
  readonly afterMs: number;
  readonly held: boolean;
}

/** Looks again and again until it sees what it waits for, or the limit has passed. Throws when the signal aborts. */
export async function lookUntil<Seen>(wait: LookUntil<Seen>): Promise<LastLook<Seen>> {
  const startedAt = performance.now();
  for (;;) {
    wait.signal.throwIfAborted();
    const seen = await wait.look();
    const afterMs = performance.now() - startedAt;
    // An answer that came too late is no answer in time, whatever it says.
    const inTime = afterMs <= wait.withinMs;
    if (inTime && wait.until(seen)) return { seen, afterMs, held: true };
    if (!inTime) return { seen, afterMs, held: false };
    await pause(wait.everyMs ?? 100);
  }
}
