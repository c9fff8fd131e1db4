import type { Calibration } from './calibration/calibrate.ts';
import { countWrites } from './count-writes.ts';
import { engines, type EngineName } from './engines/engine.ts';
import type { Played } from './engines/play-part.ts';
import { OUTCOMES, type Outcome, type Sample } from './engines/samples.ts';
import type { FeedLine, LoadPlan, Stage } from './plan.ts';
import { plotsOf } from './plots/plots-of.ts';
import type { ClosedResult, EndpointResult, LoadResult } from './result.ts';
import { stagesOf } from './schedule.ts';
import { CLOSED_PART } from './stages-for.ts';
import { allFigures, type Figures } from './statistics/figures.ts';
import { clearMs, judgeRun, type LeastCounts, type LoadLimits } from './statistics/judge.ts';
import { stageFigures } from './statistics/stage-figures.ts';
import { timeSeries, worstWindow } from './statistics/time-series.ts';
import {
  generatorFigures,
  rateReached,
  validityOf,
  type Invalid,
  type RateReached,
} from './statistics/validity.ts';

/** What was played, and what it is judged by. */
export interface RunRecord {
  engine: EngineName;
  plan: LoadPlan;
  feed: readonly FeedLine[];
  /** By arrival rate: one or two parts. */
  parts: readonly Played[];
  /** By users who wait and think, where that was played. */
  closed: Played | undefined;
  /** Undefined where the engine judges no latency. */
  calibration: Calibration | undefined;
  limits: LoadLimits;
  least: LeastCounts;
  /** Further reasons for which it proves nothing, where several machines played it. */
  furtherInvalid?: readonly Invalid[];
}

/** Turns the samples of all parts into figures, judgements and plots. Pure. */
export function assembleResult(record: RunRecord): LoadResult {
  const { engine, plan, parts, limits, least, calibration } = record;
  const samples = parts.flatMap((part) => part.samples);
  const lines = record.feed.filter((line) => line.part <= parts.length && line.phase === 'measured');
  const names = plan.requests.map((request) => request.name);
  const options = { requestTimeoutMs: plan.requestTimeoutMs, seed: plan.seed };
  const figures = allFigures(samples, names, options);
  const fullLoad = fullLoadFigures(plan, samples, options);
  const closed = record.closed && closedResult(record, record.closed, names, options);
  const rate = rateReached(samples, lines.length);
  const all = record.closed === undefined ? [...parts] : [...parts, record.closed];
  const allSamples = all.flatMap((part) => part.samples);
  const generator = generatorFigures(
    all.map((part) => part.summary.generator),
    samples,
  );
  const dropped = all.reduce((sum, part) => sum + part.summary.dropped, 0);
  const calibrated = { calibrationRefusal: calibration?.refusal, calibrationAddsMs: calibration?.addsMs };
  const judged = { ...figures, ...(fullLoad && { fullLoad }), ...(closed && { closed: closed.overall }) };
  const invalid = [
    ...engineInvalid(engine, rate, figures.overall),
    ...(record.furtherInvalid ?? []),
    ...validityOf({
      ...{ rate, dropped, generator, ...calibrated },
      ...{ p95LimitMs: limits.p95Ms, clearMs: clearMs(judged, limits, least) },
    }),
  ];
  const worst = worstWindow(samples, plan.requestTimeoutMs);
  const seconds = timeSeries(samples, plan.requestTimeoutMs);
  return {
    engine,
    plan: planFigures(plan, lines, parts.length),
    limits,
    overall: figures.overall,
    endpoints: endpointResults(plan, figures.endpoints, least),
    ...(fullLoad && { fullLoad }),
    stages: stageFigures(plan, samples, options),
    ...(closed && { closed }),
    errors: {
      byOutcome: countOutcomes(allSamples),
      details: all.flatMap((part) => part.summary.failures),
    },
    rate,
    generator,
    timeSeries: seconds,
    ...(worst === undefined ? {} : { worstWindow: worst }),
    ...(calibration === undefined ? {} : { calibration }),
    writes: countWrites(plan, allSamples),
    invalid,
    judgements: judgeRun(judged, limits, invalid, least),
    plots: plotsOf(plan, samples, seconds, figures.endpoints, limits.p95Ms),
  };
}

/** What an engine may not be asked, beside what it found. */
function engineInvalid(engine: EngineName, rate: RateReached, { n, ok, limited }: Figures): Invalid[] {
  if (engines[engine].judgesLatency) return [];
  const perSecond = (count: number) => ((rate.reachedPerSecond * count) / Math.max(1, n)).toFixed(0);
  const refused = limited > 0 ? `, ${perSecond(limited)} refused by 429` : '';
  const found = `${perSecond(ok)} good answers a second${refused}`;
  const reason = `${engine} answers throughput only (${found}): its closed loop sends less just when the system stalls`;
  return [{ code: 'engine', reason }];
}

/** Where a profile climbs and falls, the stretches at its full rate by themselves: the climb flatters the whole. */
function fullLoadFigures(
  plan: LoadPlan,
  samples: readonly Sample[],
  options: { requestTimeoutMs: number; seed: string },
): Figures | undefined {
  const stages = stagesOf(plan, 1);
  const full = Math.max(...stages.map((stage) => stage.toPerSecond));
  const isFull = (stage: Stage) => stage.fromPerSecond === full && stage.toPerSecond === full;
  if (stages.every((stage) => isFull(stage) || stage.phase === 'warm-up')) return undefined;
  let fromMs = 0;
  const stretches = stages.map((stage) => ({ stage, fromMs, toMs: (fromMs += stage.durationS * 1000) }));
  const inside = samples.filter(({ part, intendedMs }) =>
    stretches.some((s) => part === 1 && isFull(s.stage) && intendedMs >= s.fromMs && intendedMs < s.toMs),
  );
  return { ...allFigures(inside, [], options).overall, subject: 'at full load' };
}

function closedResult(
  { plan, feed }: RunRecord,
  { samples }: Played,
  names: readonly string[],
  options: { requestTimeoutMs: number; seed: string },
): ClosedResult {
  const planned = feed.filter((line) => line.part === CLOSED_PART && line.phase === 'measured').length;
  const { overall, endpoints } = allFigures(samples, names, options);
  const { users, thinkTimeS } = plan;
  return {
    users,
    thinkTimeS,
    planned,
    overall: { ...overall, subject: 'users who wait and think' },
    endpoints,
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
