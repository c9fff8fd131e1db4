import type { Calibration } from './calibration/calibrate.ts';
import { countWrites } from './count-writes.ts';
import type { Played } from './engines/play-in-child.ts';
import { OUTCOMES, type Outcome, type Sample } from './engines/samples.ts';
import type { FeedLine, LoadPlan } from './plan.ts';
import { endpointBars } from './plots/endpoint-bars.ts';
import { p95OverTime } from './plots/p95-over-time.ts';
import { percentileCurve } from './plots/percentile-curve.ts';
import type { EndpointResult, LoadResult, Plot } from './result.ts';
import { allFigures, type Figures } from './statistics/figures.ts';
import { latencyHistogram } from './statistics/histogram.ts';
import { judgeRun, type LeastCounts, type LoadLimits } from './statistics/judge.ts';
import { latencyOf } from './statistics/latency-of.ts';
import { timeSeries, worstWindow } from './statistics/time-series.ts';
import { generatorFigures, rateReached, validityOf } from './statistics/validity.ts';

/** What was played, and what it is judged by. */
interface RunRecord {
  plan: LoadPlan;
  feed: readonly FeedLine[];
  /** One or two parts. */
  parts: readonly Played[];
  calibration: Calibration;
  limits: LoadLimits;
  least: LeastCounts;
}

/** Turns the samples of all parts into figures, judgements and plots. Pure. */
export function assembleResult(record: RunRecord): LoadResult {
  const { plan, parts, limits, least, calibration } = record;
  const samples = parts.flatMap((part) => part.samples);
  const lines = record.feed.filter((line) => line.part <= parts.length && line.phase === 'measured');
  const names = plan.requests.map((request) => request.name);
  const figures = allFigures(samples, names, { requestTimeoutMs: plan.requestTimeoutMs, seed: plan.seed });
  const rate = rateReached(samples, lines.length);
  const generator = generatorFigures(
    parts.map((part) => part.summary.generator),
    samples,
  );
  const dropped = parts.reduce((sum, part) => sum + part.summary.dropped, 0);
  const calibrationRefusal = calibration.refusal;
  const invalid = validityOf({ rate, dropped, generator, p95LimitMs: limits.p95Ms, calibrationRefusal });
  const worst = worstWindow(samples, plan.requestTimeoutMs);
  const seconds = timeSeries(samples, plan.requestTimeoutMs);
  return {
    engine: 'builtin',
    plan: planFigures(plan, lines, parts.length),
    limits,
    overall: figures.overall,
    endpoints: endpointResults(plan, figures.endpoints, least),
    errors: { byOutcome: countOutcomes(samples), details: parts.flatMap((part) => part.summary.failures) },
    rate,
    generator,
    timeSeries: seconds,
    ...(worst === undefined ? {} : { worstWindow: worst }),
    calibration,
    writes: countWrites(plan, samples),
    invalid,
    judgements: judgeRun(figures, limits, invalid, least),
    plots: plotsOf(plan, samples, seconds, figures.endpoints, limits.p95Ms),
  };
}

function planFigures(plan: LoadPlan, lines: readonly FeedLine[], parts: number): LoadResult['plan'] {
  const kinds = new Map(plan.requests.map((request) => [request.name, request]));
  const share = (key: 'write' | 'upload') => {
    return lines.filter((line) => kinds.get(line.name)?.[key] === true).length / Math.max(1, lines.length);
  };
  const { name, seed, marker, users, stages } = plan;
  const ratePerSecond = Math.max(...stages.map((stage) => stage.toPerSecond));
  const counts = { plannedRequests: lines.length, extended: parts > 1 };
  return {
    name,
    seed,
    marker,
    users,
    ratePerSecond,
    ...counts,
    writeShare: share('write'),
    uploadShare: share('upload'),
  };
}

function endpointResults(plan: LoadPlan, figures: readonly Figures[], least: LeastCounts): EndpointResult[] {
  return plan.requests.flatMap(({ method, path, write, upload }, at) => {
    const found = figures[at];
    if (found === undefined) return [];
    return [{ ...found, method, path, write, upload, judged: found.n >= least.endpoint }];
  });
}

function countOutcomes(samples: readonly Sample[]): Record<Outcome, number> {
  const measured = samples.filter((sample) => sample.phase === 'measured');
  const entries = OUTCOMES.map((outcome) => [outcome, measured.filter((s) => s.outcome === outcome).length]);
  return Object.fromEntries(entries) as Record<Outcome, number>;
}

function plotsOf(
  plan: LoadPlan,
  samples: readonly Sample[],
  seconds: LoadResult['timeSeries'],
  endpoints: readonly Figures[],
  limitMs: number,
): Plot[] {
  const measured = samples.filter((sample) => sample.phase === 'measured');
  const latencies = measured.flatMap((sample) => latencyOf(sample, plan.requestTimeoutMs) ?? []);
  const plots: Plot[] = [
    { name: 'p95-over-time', title: 'Latency over time', svg: p95OverTime(seconds, limitMs) },
  ];
  // Without one answer there is no curve to draw: the table says so.
  if (latencies.length === 0) return plots;
  const curve = percentileCurve(latencyHistogram(latencies), limitMs);
  plots.push({ name: 'percentile-curve', title: 'Latency by percentile', svg: curve });
  plots.push({ name: 'endpoint-bars', title: 'p95 by endpoint', svg: endpointBars(endpoints, limitMs) });
  return plots;
}
