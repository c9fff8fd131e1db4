import type { GeneratorHealth } from '../engines/messages.ts';
import type { Sample } from '../engines/samples.ts';

/** Why a run's figures may not be used, whatever they say. */
export interface Invalid {
  code:
    | 'rate-not-reached'
    | 'dropped'
    | 'starved'
    | 'calibration'
    | 'engine'
    /** Of a load that several machines played together. */
    | 'part-missing'
    | 'parts-apart';
  reason: string;
}

/** The rate that was really reached, in the measured phase. */
export interface RateReached {
  plannedPerSecond: number;
  reachedPerSecond: number;
  /** 0 to 1. */
  share: number;
}

/** The generator over all parts: the worst of each. */
export interface GeneratorFigures extends GeneratorHealth {
  /** How late requests were sent, 99th percentile, ms. */
  latenessP99Ms: number;
}

const LEAST_RATE_SHARE = 0.99;
const MOST_CPU_SHARE = 0.9;
/** The generator may add this share of the limit to what it measures, and no more. */
const MOST_DELAY_SHARE = 0.05;
/**
 * Where all is twice as far below the limit as the generator was late, it may be this share: a latency counts from when
 * a request was meant to go out, so that a late one makes a figure worse, and what passes all the same is proved.
 */
const MOST_DELAY_SHARE_WHEN_CLEAR = 0.2;

/** How many of the planned requests went out, and in what time. */
export function rateReached(samples: readonly Sample[], plannedCount: number): RateReached {
  const measured = samples.filter((sample) => sample.phase === 'measured');
  let plannedMs = 0;
  let actualMs = 0;
  let sent = 0;
  for (const group of Map.groupBy(measured, (sample) => sample.part).values()) {
    const wentOut = group.filter((sample) => sample.outcome !== 'dropped');
    sent += wentOut.length;
    plannedMs += spanMs(group.map((sample) => sample.intendedMs));
    actualMs += spanMs(wentOut.map((sample) => sample.intendedMs + sample.latenessMs));
  }
  const plannedPerSecond = plannedMs === 0 ? 0 : (measured.length * 1000) / plannedMs;
  const pace = actualMs === 0 ? 0 : Math.min(1, plannedMs / actualMs);
  const share = plannedCount === 0 ? 0 : Math.min(1, (sent / plannedCount) * pace);
  return { plannedPerSecond, reachedPerSecond: plannedPerSecond * share, share };
}

/** Whether the generator was later than a box is that it has to itself; what passed may be proved all the same. */
export function wasLate({ latenessP99Ms, lagP99Ms }: GeneratorFigures, p95LimitMs: number): boolean {
  return Math.max(latenessP99Ms, lagP99Ms) > p95LimitMs * MOST_DELAY_SHARE;
}

/** Whether a box is near enough to measuring for another try: it refuses nothing, or adds no more than a generator may ever be late. */
export function couldMeasure(
  { refusal, addsMs = Infinity }: { readonly refusal?: string; readonly addsMs?: number },
  p95LimitMs: number,
): boolean {
  return refusal === undefined || addsMs <= p95LimitMs * MOST_DELAY_SHARE_WHEN_CLEAR;
}

/** Every reason for which the run proves nothing; none means that its figures may be judged. */
export function validityOf(run: {
  rate: RateReached;
  dropped: number;
  generator: GeneratorFigures;
  p95LimitMs: number;
  /** How far the slowest p95's upper bound is below it, ms; left out: nothing is known of that. */
  clearMs?: number;
  /** The calibration's own refusal, where it refused. */
  calibrationRefusal?: string | undefined;
  /** Where nothing refused it but what the box adds to latencies: that, ms. */
  calibrationAddsMs?: number | undefined;
}): Invalid[] {
  const { rate, dropped, generator, p95LimitMs, clearMs = 0, calibrationRefusal } = run;
  const mostWhenClearMs = Math.min(clearMs / 2, p95LimitMs * MOST_DELAY_SHARE_WHEN_CLEAR);
  const mostDelayMs = Math.max(p95LimitMs * MOST_DELAY_SHARE, mostWhenClearMs);
  const found: Invalid[] = [];
  const mostAddedMs = Math.min(clearMs / 2, p95LimitMs * MOST_DELAY_SHARE);
  if (calibrationRefusal !== undefined && (run.calibrationAddsMs ?? Infinity) > mostAddedMs) {
    found.push({ code: 'calibration', reason: calibrationRefusal });
  }
  if (rate.share < LEAST_RATE_SHARE) {
    const share = `${(rate.share * 100).toFixed(1)} %`;
    found.push({
      code: 'rate-not-reached',
      reason: `expected at least 99 % of the planned rate, got ${share}`,
    });
  }
  if (dropped > 0) found.push({ code: 'dropped', reason: `expected no dropped request, got ${dropped}` });
  const starved = (what: string, got: string, limit: string) => {
    found.push({
      code: 'starved',
      reason: `the generator was starved: expected ${what} up to ${limit}, got ${got}`,
    });
  };
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  if (generator.latenessP99Ms > mostDelayMs) {
    starved('requests late by (p99)', ms(generator.latenessP99Ms), ms(mostDelayMs));
  }
  if (generator.lagP99Ms > mostDelayMs)
    starved('event-loop lag (p99)', ms(generator.lagP99Ms), ms(mostDelayMs));
  if (generator.cpuShare > MOST_CPU_SHARE) {
    starved('CPU', `${(generator.cpuShare * 100).toFixed(0)} %`, `${MOST_CPU_SHARE * 100} % of one core`);
  }
  return found;
}

/** The worst of the parts' generators, with the lateness of their samples. */
export function generatorFigures(
  parts: readonly GeneratorHealth[],
  samples: readonly Sample[],
): GeneratorFigures {
  const worst = (pick: (health: GeneratorHealth) => number) => Math.max(0, ...parts.map(pick));
  const late = samples
    .filter((sample) => sample.phase === 'measured' && sample.outcome !== 'dropped')
    .map((sample) => sample.latenessMs)
    .sort((a, b) => a - b);
  return {
    lagP99Ms: worst((health) => health.lagP99Ms),
    lagMaxMs: worst((health) => health.lagMaxMs),
    cpuShare: worst((health) => health.cpuShare),
    cpuMs: parts.reduce((sum, health) => sum + health.cpuMs, 0),
    peakRssMb: worst((health) => health.peakRssMb),
    latenessP99Ms: late[Math.max(0, Math.ceil(late.length * 0.99) - 1)] ?? 0,
  };
}

function spanMs(times: readonly number[]): number {
  let first = Infinity;
  let last = -Infinity;
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return times.length < 2 ? 0 : last - first;
}
