import { setTimeout as pause } from 'node:timers/promises';
import type { ComponentRole } from '../../stack/component.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { lookUntil } from '../look-until.ts';
import { findMarkers } from '../marker-writer.ts';
import { judgeDisturbance, type DisturbanceFigures, type DisturbanceTimes } from './judge-disturbance.ts';
import { findPhotos } from './photo-traffic.ts';
import { startTraffic, type SentWrite, type Traffic } from './traffic.ts';

/** One thing that goes wrong, and is right again after a while. */
export interface Disturbance {
  readonly check: string;
  /** What is done, for the person who watches. */
  readonly what: string;
  /** Parts that it is done to. */
  readonly needs: readonly ComponentRole[];
  /**
   * Does it, waits, and has everything as it was when it resolves. Resolves with what did not come back by itself,
   * where it should have.
   */
  cause(stack: StartedStack, scene: Scene): Promise<string | void>;
}

/** What is known around a disturbance while it lasts. */
export interface Scene {
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Resolves once people have been refused, or after `withinMs`. */
  untilRefused(withinMs: number): Promise<void>;
}

/** What one disturbance did. */
export interface Disturbed {
  readonly times: DisturbanceTimes;
  readonly figures: DisturbanceFigures;
  /** The same of photos; null where the system takes none. */
  readonly photos: DisturbanceFigures | null;
  /** Requests that clients sent once more by themselves, as browsers do. */
  readonly repeated: number;
  /** What did not come back by itself; empty where all did. */
  readonly left: string;
}

/** Confirmed writes before anything is disturbed; photos are rarer. */
export const confirmedBefore = { writes: 8, photos: 3 } as const;
const confirmedAfter = { writes: 6, photos: 5 } as const;
const calmAfterMs = 2_000;

/** Disturbs a stack once while people write and take photos, and looks up afterwards what was confirmed. */
export async function disturb(
  { what, cause }: Pick<Disturbance, 'what' | 'cause'>,
  stack: StartedStack,
  given: {
    readonly limitMs: number;
    readonly signal: AbortSignal;
    readonly report: (message: string) => void;
  },
): Promise<Disturbed> {
  const { limitMs, signal, report } = given;
  const traffic = await startTraffic(stack, signal);
  let times: DisturbanceTimes;
  let left = '';
  try {
    await confirmations(traffic, { counts: confirmedBefore, afterMs: 0, withinMs: 10_000, signal });
    const beganAtMs = performance.now();
    report(`${what}, while people write`);
    const untilRefused = (withinMs: number) => refusals(traffic, { afterMs: beganAtMs, withinMs, signal });
    left = (await cause(stack, { limitMs, signal, untilRefused })) ?? '';
    times = { beganAtMs, healedAtMs: performance.now() };
    report(`waiting for service, at most ${limitMs / 1000} s`);
    const afterMs = times.healedAtMs;
    await confirmations(traffic, { counts: confirmedAfter, afterMs, withinMs: limitMs + 5_000, signal });
    await pause(calmAfterMs);
  } finally {
    await traffic.stop();
  }
  return { times, left, repeated: traffic.repeated(), ...(await lookUp(stack, traffic, times)) };
}

async function lookUp(
  stack: StartedStack,
  { writes, photos, photoJob, readiness }: Traffic,
  times: DisturbanceTimes,
): Promise<Pick<Disturbed, 'figures' | 'photos'>> {
  const { access, target } = stack;
  const rule = target.stack.readiness;
  const readyWithinMs = isNotApplicable(rule) ? null : rule.withinMs;
  const { query } = target.operations.marker;
  const stored = access.sql ? await findMarkers(access.sql, query, confirmedOf(writes)) : new Set<string>();
  const figures = judgeDisturbance(writes, readiness, { times, stored, readyWithinMs });
  if (photoJob === undefined) return { figures, photos: null };
  const kept = await findPhotos(stack, photoJob, confirmedOf(photos));
  return { figures, photos: judgeDisturbance(photos, [], { times, stored: kept, readyWithinMs: null }) };
}

const confirmedOf = (writes: readonly SentWrite[]): readonly string[] =>
  writes.filter(({ confirmed }) => confirmed).map(({ marker }) => marker);

/** Waits until people's writes are confirmed; whether they were is for the judge. */
async function confirmations(
  traffic: Traffic,
  wait: {
    readonly counts: { readonly writes: number; readonly photos: number };
    readonly afterMs: number;
    readonly withinMs: number;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const since = (writes: readonly SentWrite[]): number =>
    writes.filter(({ confirmed, sentAtMs }) => confirmed && sentAtMs >= wait.afterMs).length;
  await lookUntil({
    look: () => Promise.resolve([since(traffic.writes), since(traffic.photos)] as const),
    until: ([writes, photos]) =>
      writes >= wait.counts.writes && (traffic.photoJob === undefined || photos >= wait.counts.photos),
    withinMs: wait.withinMs,
    signal: wait.signal,
  });
}

async function refusals(
  { writes }: Traffic,
  wait: { readonly afterMs: number; readonly withinMs: number; readonly signal: AbortSignal },
): Promise<void> {
  await lookUntil({
    look: () =>
      Promise.resolve(writes.some(({ confirmed, sentAtMs }) => !confirmed && sentAtMs >= wait.afterMs)),
    until: (seen) => seen,
    withinMs: wait.withinMs,
    signal: wait.signal,
  });
}
