import type { ReadinessLook, SentWrite } from './traffic.ts';

/** When what was done, ms of the traffic's clock. */
export interface DisturbanceTimes {
  readonly beganAtMs: number;
  /** When all parts were back as they had been; what comes after is the system's own recovery. */
  readonly healedAtMs: number;
}

/** What people met around a disturbance. */
export interface DisturbanceFigures {
  /** Writes that the system confirmed. */
  readonly confirmed: number;
  /** Confirmed, and not stored any more. */
  readonly lost: readonly SentWrite[];
  /** The longest time without a confirmed write, from the beginning of the disturbance on. */
  readonly withoutServiceMs: number;
  /** From the healing to the first of several confirmed writes in a row; null where none came. */
  readonly backAfterMs: number | null;
  /** Looks at the readiness page that said ready in the middle of a time in which nobody's write was confirmed. */
  readonly falselyReady: number;
  /** Writes that were not confirmed. */
  readonly refused: number;
  /** Of these, those that were over before anything was done. */
  readonly refusedBefore: number;
  /** What was said instead of a confirmation, most often first. */
  readonly refusals: readonly string[];
}

/** This many confirmed in a row, of whoever wrote them, is service. */
const inARow = 5;

/** Pure. `stored`: the markers that the database holds afterwards. */
export function judgeDisturbance(
  writes: readonly SentWrite[],
  readiness: readonly ReadinessLook[],
  {
    times,
    stored,
    readyWithinMs,
  }: {
    readonly times: DisturbanceTimes;
    readonly stored: ReadonlySet<string>;
    /** How fast the readiness page has to notice; null where there is none. */
    readonly readyWithinMs: number | null;
  },
): DisturbanceFigures {
  const ended = writes.toSorted((a, b) => a.endedAtMs - b.endedAtMs);
  const confirmed = ended.filter((write) => write.confirmed);
  const gaps = silences(ended, times.beganAtMs);
  return {
    confirmed: confirmed.length,
    lost: confirmed.filter(({ marker }) => !stored.has(marker)),
    withoutServiceMs: Math.round(Math.max(0, ...gaps.map(({ fromMs, toMs }) => toMs - fromMs))),
    backAfterMs: backAfter(ended, times.healedAtMs),
    falselyReady: readyWithinMs === null ? 0 : falselyReady(readiness, gaps, readyWithinMs),
    refused: ended.length - confirmed.length,
    refusedBefore: ended.filter((write) => !write.confirmed && write.endedAtMs < times.beganAtMs).length,
    refusals: mostFrequent(ended.filter((write) => !write.confirmed).map(({ said }) => said)),
  };
}

interface Silence {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The times between one confirmation and the next, and after the last one, from a moment on. */
function silences(ended: readonly SentWrite[], fromMs: number): readonly Silence[] {
  const last = ended.at(-1)?.endedAtMs ?? fromMs;
  const moments = ended
    .filter((write) => write.confirmed && write.endedAtMs >= fromMs)
    .map(({ endedAtMs }) => endedAtMs);
  const starts = [fromMs, ...moments];
  return starts.map((start, at) => ({ fromMs: start, toMs: moments[at] ?? Math.max(start, last) }));
}

function backAfter(ended: readonly SentWrite[], healedAtMs: number): number | null {
  const since = ended.filter(({ sentAtMs }) => sentAtMs >= healedAtMs);
  const at = since.findIndex((_, index) => {
    const row = since.slice(index, index + inARow);
    return row.length === inARow && row.every((write) => write.confirmed);
  });
  const first = since[at];
  return first === undefined ? null : Math.max(0, Math.round(first.endedAtMs - healedAtMs));
}

/** Ready while nothing was confirmed for `withinMs` before the look, and for as long after it. */
function falselyReady(
  readiness: readonly ReadinessLook[],
  gaps: readonly Silence[],
  withinMs: number,
): number {
  const deep = gaps.filter(({ fromMs, toMs }) => toMs - fromMs > 2 * withinMs);
  return readiness.filter(
    ({ atMs, status }) =>
      status === 200 && deep.some(({ fromMs, toMs }) => atMs - fromMs > withinMs && toMs - atMs > withinMs),
  ).length;
}

function mostFrequent(said: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of said) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([text, count]) => `${count} × ${text}`);
}
