import { engines } from '../engines/engine.ts';
import type { LoadResult } from '../result.ts';
import type { Figures } from '../statistics/figures.ts';
import type { CapacityStep } from './find-capacity.ts';

/** What one number of users met, with the figures that a plot shows. */
export interface PlayedStep extends CapacityStep {
  /** Requests judged. */
  n: number;
  p50Ms: number | null;
  /** Every limit that was passed, in words. */
  fails: string[];
  /** Of one core. */
  generatorCpuShare: number;
}

/** An endpoint's p95 needs this many requests before it is held against the limit by itself. */
const LEAST_OF_ENDPOINT = 60;

/**
 * Judges a step by the target's own limits. In all, the p95 itself is held against its limit; of an endpoint, whose
 * requests are fewer, its lower bound; of errors and refusals the lower bound of their share.
 */
export function judgeStep(result: LoadResult): PlayedStep {
  const { overall, plan, generator } = result;
  const fails = engines[result.engine].judgesLatency
    ? [...slowOf(result), ...errorsOf(result)]
    : [...throughputOf(result), ...errorsOf(result)];
  const { users, ratePerSecond } = plan;
  return {
    users,
    ratePerSecond,
    n: overall.n,
    p50Ms: overall.percentiles?.p50Ms ?? null,
    p95Ms: overall.percentiles?.p95Ms ?? null,
    errorRate: overall.errorRate.value,
    fails,
    failsOn: fails[0] ?? null,
    invalid: invalidOf(result),
    generatorCpuShare: generator.cpuShare,
  };
}

/** The slowest first. */
function slowOf({ overall, endpoints, limits }: LoadResult): string[] {
  const over = endpoints
    .filter(({ n, p95Bounds }) => n >= LEAST_OF_ENDPOINT && (p95Bounds?.lower ?? 0) > limits.p95Ms)
    .toSorted((a, b) => p95Of(b) - p95Of(a));
  const slow = p95Of(overall) > limits.p95Ms ? [...over, overall] : over;
  return slow.map((each) => `p95 of ${each.subject}: ${ms(p95Of(each))} > ${ms(limits.p95Ms)}`);
}

function errorsOf({ overall, limits, errors }: LoadResult): string[] {
  const say = (what: string, share: number) => `${what}: ${percent(share)} > ${percent(limits.errorRate)}`;
  const [detail] = errors.details;
  const such = detail === undefined ? '' : `, such as ${detail.name}: ${detail.actual}`;
  return [
    ...(overall.errorRate.lower > limits.errorRate
      ? [`${say('errors', overall.errorRate.value)}${such}`]
      : []),
    ...(overall.limitedRate.lower > limits.errorRate
      ? [say('requests refused for coming too often', overall.limitedRate.value)]
      : []),
  ];
}

/** Of an engine that sends as fast as it is answered: whether that is as fast as its users would. */
function throughputOf({ rate, plan }: LoadResult): string[] {
  const reached = rate.plannedPerSecond;
  if (reached >= plan.ratePerSecond) return [];
  const figures = `${reached.toFixed(0)} requests/s < ${plan.ratePerSecond.toFixed(0)} requests/s`;
  return [`throughput: ${figures} of ${plan.users} users`];
}

/**
 * Why a step says nothing. A late generator makes a system look slower, and one that falls behind asks less of it:
 * neither can make a system fail that is over its limit even without all of the generator's own delay.
 */
function invalidOf({ engine, invalid, overall, generator, limits }: LoadResult): string | null {
  const own = invalid.filter(({ code }) => code !== 'engine');
  const [first] = own;
  if (first === undefined) return overall.n === 0 ? 'no request was sent' : null;
  const delayMs = generator.latenessP99Ms + generator.lagP99Ms;
  const isOver = engines[engine].judgesLatency && p95Of(overall) - delayMs > limits.p95Ms;
  if (isOver && own.every(({ code }) => code !== 'calibration')) return null;
  return own.map(({ reason }) => reason).join('; ');
}

const p95Of = ({ percentiles }: Figures): number => percentiles?.p95Ms ?? 0;
const ms = (value: number): string => `${Number(value.toPrecision(3)).toLocaleString('en-GB')} ms`;
const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;
