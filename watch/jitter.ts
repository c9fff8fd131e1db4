import { setTimeout as wait } from 'node:timers/promises';

/** Waits for a while drawn at random, so that many schedulers do not look at the same second; ends with the signal. */
export async function waitAtMost(
  mostMs: number,
  signal: AbortSignal,
  random: () => number = Math.random,
): Promise<number> {
  const ms = Math.floor(random() * mostMs);
  if (ms > 0) await wait(ms, undefined, { signal }).catch(() => undefined);
  return ms;
}
