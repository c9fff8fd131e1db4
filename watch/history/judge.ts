import type { Row } from '../look/row.ts';
import { spanText } from '../span.ts';
import type { Figures } from './figures.ts';

/** What the looks are held to: each left out where nobody states it. */
export interface Limits {
  readonly p95Ms: number | undefined;
  readonly errorShare: number | undefined;
  /** Share of looks in which people must be able to work. */
  readonly uptime: number | undefined;
  /** What the acceptance run had measured, under its load. */
  readonly accepted: Accepted | undefined;
}

export interface Accepted {
  readonly run: string;
  readonly p95Ms: number;
  readonly upperMs: number;
  readonly n: number;
}

/** Before a day is over, nothing is said of it. */
const leastSpanMs = 86_400_000;

interface Claim {
  readonly check: string;
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  readonly bounds: readonly [number, number];
  readonly limit: number;
  readonly n: number;
}

/** Pure: no only where even the lower bound is above the limit, yes only where even the upper one is not. */
export function judgeLooks(figures: Figures, limits: Limits): readonly Row[] {
  return [errors(figures, limits), p95(figures, limits), drift(figures, limits), uptime(figures, limits)];
}

function errors({ errors: seen, requests: n, spanMs }: Figures, { errorShare }: Limits): Row {
  const check = 'watch.errors';
  if (errorShare === undefined) return open(check, 'the target states no limit for it');
  const bounds = [seen.lower, seen.upper] as const;
  const what = 'share of requests without a good answer';
  return claimed({ check, what, unit: '', value: seen.value, bounds, limit: errorShare, n }, spanMs);
}

function p95({ p95: seen, requests: n, spanMs }: Figures, { p95Ms }: Limits): Row {
  const check = 'watch.p95';
  if (p95Ms === undefined) return open(check, 'the target states no limit for it');
  if (!seen) return open(check, 'no request was answered');
  const bounds = [seen.lowerMs, seen.upperMs] as const;
  return claimed({ check, what: 'p95', unit: 'ms', value: seen.valueMs, bounds, limit: p95Ms, n }, spanMs);
}

function drift({ p95: seen, requests: n, spanMs }: Figures, { accepted }: Limits): Row {
  const check = 'watch.drift';
  if (!accepted) return open(check, 'expected --signed with a run that had measured a load');
  if (!seen) return open(check, 'no request was answered');
  const what = `p95 beside that of ${accepted.run}, ${round(accepted.p95Ms)} ms (n ${accepted.n})`;
  const bounds = [seen.lowerMs, seen.upperMs] as const;
  const limit = accepted.upperMs;
  return claimed({ check, what, unit: 'ms', value: seen.valueMs, bounds, limit, n }, spanMs);
}

function uptime({ down, seen: n, spanMs }: Figures, { uptime: least }: Limits): Row {
  const check = 'watch.uptime';
  if (least === undefined) return open(check, 'the target states no share of time for it');
  const what = 'share of looks in which nobody could work';
  const bounds = [down.lower, down.upper] as const;
  return claimed({ check, what, unit: '', value: down.value, bounds, limit: round(1 - least), n }, spanMs);
}

function claimed({ check, what, unit, value, bounds, limit, n }: Claim, spanMs: number): Row {
  const [lower, upper] = bounds.map(round) as [number, number];
  const row = { check, operator: '<=', expected: limit, actual: round(value), limit, n } as const;
  const told = `${what}: ${round(value)}${unit && ` ${unit}`} of ${n}, between ${lower} and ${upper}, limit ${round(limit)}`;
  const measured = { ...row, unit: unit || null, interval: [lower, upper] as const };
  if (bounds[0] > limit) return { ...measured, outcome: 'fail', reason: told };
  if (spanMs < leastSpanMs) {
    const reason = `looks of ${spanText(spanMs)}: expected a day of them or more; ${told}`;
    return { ...measured, outcome: 'inconclusive', reason };
  }
  if (bounds[1] <= limit) return { ...measured, outcome: 'pass', reason: '' };
  return { ...measured, outcome: 'inconclusive', reason: `too few to be sure: ${told}` };
}

const open = (check: string, reason: string): Row => ({
  check,
  expected: 'an answer',
  actual: null,
  n: 0,
  outcome: 'inconclusive',
  reason,
});

/** To four figures: what is written is what is judged of. */
const round = (value: number): number => Number(value.toPrecision(4));
