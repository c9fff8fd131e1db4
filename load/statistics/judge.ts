import type { Figures } from './figures.ts';
import { shareBounds, type Bounded } from './error-rate.ts';
import type { Invalid } from './validity.ts';

/** What a run is held against. */
export interface LoadLimits {
  p95Ms: number;
  /** 0 to 1. */
  errorRate: number;
}

/** How many it takes before a figure means anything. */
export interface LeastCounts {
  /** Requests in all (a claim within 1 % needs 5,000). */
  overall: number;
  /** Requests of an endpoint; endpoints with fewer are printed and not judged. */
  endpoint: number;
  /** Requests of users who wait and think. */
  closed: number;
}

/** One figure against its limit. `needsMore`: more requests may decide it. */
export interface Judgement {
  id: 'p95' | 'error-rate' | 'limited-rate';
  subject: string;
  outcome: 'pass' | 'fail' | 'inconclusive';
  reason: string;
  needsMore: boolean;
  actual: number | undefined;
  lower: number | undefined;
  upper: number | undefined;
  limit: number;
  unit: 'ms' | 'share';
  n: number;
}

/** A figure as it is judged. */
export interface Claim {
  id: Judgement['id'];
  subject: string;
  measured: Bounded | undefined;
  limit: number;
  unit: Judgement['unit'];
  n: number;
  leastN: number;
}

/**
 * Below the limit is proved by the upper bound, above it by the lower bound; between is inconclusive, and
 * so is everything from a run that is not valid, a failure as much as a pass.
 */
export function judge(claim: Claim, invalid: readonly Invalid[]): Judgement {
  const { id, subject, measured, limit, unit, n, leastN } = claim;
  const [outcome, reason, needsMore] = decideClaim(measured, limit, unit, n, leastN, invalid);
  const figures = { actual: measured?.value, lower: measured?.lower, upper: measured?.upper };
  return { id, subject, outcome, reason, needsMore, ...figures, limit, unit, n };
}

function decideClaim(
  measured: Bounded | undefined,
  limit: number,
  unit: Judgement['unit'],
  n: number,
  leastN: number,
  invalid: readonly Invalid[],
): [Judgement['outcome'], string, boolean] {
  if (invalid.length > 0) return ['inconclusive', invalid.map((each) => each.reason).join('; '), false];
  if (measured === undefined) return ['inconclusive', 'nothing was measured', false];
  if (n < leastN) return ['inconclusive', `expected at least ${leastN} requests, got ${n}`, true];
  const say = (value: number) => (unit === 'ms' ? `${value.toFixed(1)} ms` : `${(value * 100).toFixed(3)} %`);
  if (measured.upper < limit)
    return ['pass', `upper bound ${say(measured.upper)} is below ${say(limit)}`, false];
  if (measured.lower > limit)
    return ['fail', `lower bound ${say(measured.lower)} is above ${say(limit)}`, false];
  const between = `${say(limit)} lies between the bounds ${say(measured.lower)} and ${say(measured.upper)}`;
  return ['inconclusive', between, true];
}

/** What of a run is judged. */
export interface JudgedFigures {
  overall: Figures;
  endpoints: readonly Figures[];
  /** The stretches at the full rate, where the rate climbs and falls. */
  fullLoad?: Figures;
  /** Users who wait and think. */
  closed?: Figures;
}

const gateLeast: LeastCounts = { overall: 5000, endpoint: 300, closed: 900 };

/**
 * Every judgement of a run: p95 in all, at full load, of waiting users, and of each endpoint with enough
 * requests; errors and 429s of both models together, since each is an answer that somebody did not get.
 */
export function judgeRun(
  figures: JudgedFigures,
  limits: LoadLimits,
  invalid: readonly Invalid[],
  least: LeastCounts = gateLeast,
): Judgement[] {
  const { overall, closed } = figures;
  const n = overall.n + (closed?.n ?? 0);
  const rate = { subject: overall.subject, limit: limits.errorRate, unit: 'share', n } as const;
  const both = (key: 'failed' | 'limited') => shareBounds(overall[key] + (closed?.[key] ?? 0), n);
  const claims: Claim[] = [
    ...latencyClaims(figures, limits, least),
    { ...rate, id: 'error-rate', measured: both('failed'), leastN: least.overall },
    // Refused for coming too often is no failure of the answer, but those users were not served either.
    { ...rate, id: 'limited-rate', measured: both('limited'), leastN: least.overall },
  ];
  // More arrivals say nothing more of users who wait.
  return claims.map((claim) => {
    const judgement = judge(claim, invalid);
    return claim.subject === closed?.subject ? { ...judgement, needsMore: false } : judgement;
  });
}

/**
 * How far the slowest p95's upper bound stays below the limit, ms; less than nothing where one may be above it, or where
 * one could not be measured.
 */
export function clearMs(figures: JudgedFigures, limits: LoadLimits, least = gateLeast): number {
  const claims = latencyClaims(figures, limits, least);
  return limits.p95Ms - Math.max(...claims.map(({ measured }) => measured?.upper ?? Infinity));
}

function latencyClaims(
  { overall, endpoints, fullLoad, closed }: JudgedFigures,
  { p95Ms }: LoadLimits,
  least: LeastCounts,
): readonly Claim[] {
  const judged = endpoints.filter((endpoint) => endpoint.n >= least.endpoint);
  return [
    latencyClaim(overall, p95Ms, least.overall),
    ...(fullLoad === undefined ? [] : [latencyClaim(fullLoad, p95Ms, least.overall)]),
    ...(closed === undefined ? [] : [latencyClaim(closed, p95Ms, least.closed)]),
    ...judged.map((endpoint) => latencyClaim(endpoint, p95Ms, least.endpoint)),
  ];
}

function latencyClaim(figures: Figures, limitMs: number, leastN: number): Claim {
  const { percentiles, p95Bounds, subject, n } = figures;
  const measured =
    percentiles === undefined || p95Bounds === undefined
      ? undefined
      : { value: percentiles.p95Ms, ...p95Bounds };
  return { id: 'p95', subject, measured, limit: limitMs, unit: 'ms', n, leastN };
}
