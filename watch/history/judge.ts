import type { Look } from '../look/look.ts';
import type { Row } from '../look/row.ts';
import { spanText } from '../span.ts';
import { comparedRequests, type AcceptedRequest } from './compared.ts';
import { figuresOf, type Figures } from './figures.ts';

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
  readonly requests: readonly AcceptedRequest[];
}

/** Before a day is over, nothing good is said of it. */
const leastSpanMs = 86_400_000;
/** Bounds that come from drawing looks anew say nothing where there are fewer to draw from. */
const leastLooks = 10;

interface Claim {
  readonly check: string;
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  readonly bounds: readonly [number, number];
  readonly limit: number;
  readonly n: number;
  /** How many looks the bounds were drawn from; left out where they are exact. */
  readonly drawnFrom?: number;
}

/** Pure: no only where even the lower bound is above the limit, yes only where even the upper one is not. */
export function judgeLooks(looks: readonly Look[], limits: Limits): readonly Row[] {
  const figures = figuresOf(looks);
  return [
    errors(figures, limits),
    p95(figures, limits),
    drift(looks, figures, limits),
    uptime(figures, limits),
  ];
}

function errors({ errors: seen, requests: n, spanMs }: Figures, { errorShare }: Limits): Row {
  const check = 'watch.errors';
  if (errorShare === undefined) return open(check, 'the target states no limit for it');
  const bounds = [seen.lower, seen.upper] as const;
  const what = 'share of requests without a good answer';
  return claimed({ check, what, unit: '', value: seen.value, bounds, limit: errorShare, n }, spanMs);
}

function p95({ p95: seen, requests: n, spanMs, looks: drawnFrom }: Figures, { p95Ms }: Limits): Row {
  const check = 'watch.p95';
  if (p95Ms === undefined) return open(check, 'the target states no limit for it');
  if (!seen) return open(check, 'no request was answered');
  const bounds = [seen.lowerMs, seen.upperMs] as const;
  const claim = { check, what: 'p95', unit: 'ms', value: seen.valueMs, n, drawnFrom };
  return claimed({ ...claim, bounds, limit: p95Ms }, spanMs);
}

/** No kind of request may be slower than it was accepted: the one that says most against it is the row. */
function drift(looks: readonly Look[], { spanMs }: Figures, { accepted }: Limits): Row {
  const check = 'watch.drift';
  if (!accepted) return open(check, 'expected --signed with a run that had measured a load');
  const compared = comparedRequests(looks, accepted.requests);
  const rows = compared.map(({ accepted: before, n, looks: drawnFrom, valueMs, lowerMs, upperMs }) => {
    const measured = `${round(before.p95Ms)} ms (n ${before.n})`;
    const what = `p95 of ${before.method} ${before.path} beside that of ${accepted.run}, ${measured}`;
    const claim = { check, what, unit: 'ms', value: valueMs, n, drawnFrom, limit: before.upperMs };
    return {
      row: claimed({ ...claim, bounds: [lowerMs, upperMs] }, spanMs),
      share: valueMs / before.upperMs,
    };
  });
  const rank = { fail: 0, inconclusive: 1, pass: 2, 'not-applicable': 3 } as const;
  const [worst] = rows.toSorted(
    (a, b) => rank[a.row.outcome ?? 'pass'] - rank[b.row.outcome ?? 'pass'] || b.share - a.share,
  );
  if (!worst) return open(check, `no look asked for what ${accepted.run} had measured`);
  const slower = rows.filter(({ row }) => row.outcome === 'fail').length;
  const more = slower > 1 ? `${slower} kinds of request of ${rows.length} are slower; ` : '';
  return { ...worst.row, reason: `${more}${worst.row.reason}` };
}

function uptime({ down, seen: n, spanMs }: Figures, { uptime: least }: Limits): Row {
  const check = 'watch.uptime';
  if (least === undefined) return open(check, 'the target states no share of time for it');
  const what = 'share of looks in which nobody could work';
  const bounds = [down.lower, down.upper] as const;
  return claimed({ check, what, unit: '', value: down.value, bounds, limit: round(1 - least), n }, spanMs);
}

function claimed({ check, what, unit, value, bounds, limit, n, drawnFrom }: Claim, spanMs: number): Row {
  const [lower, upper] = bounds.map(round) as [number, number];
  const row = { check, operator: '<=', expected: limit, actual: round(value), limit, n } as const;
  const told = `${what}: ${round(value)}${unit && ` ${unit}`} of ${n}, between ${lower} and ${upper}, limit ${round(limit)}`;
  const measured = { ...row, unit: unit || null, interval: [lower, upper] as const };
  if (drawnFrom !== undefined && drawnFrom < leastLooks) {
    const reason = `of ${drawnFrom} looks: expected ${leastLooks} or more; ${told}`;
    return { ...measured, outcome: 'inconclusive', reason };
  }
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
