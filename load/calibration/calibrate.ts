import { join } from 'node:path';
import { childModule } from '../child-module.ts';
import type { LoadMixInput } from '../mix.ts';
import type { EngineName } from '../engines/engine.ts';
import { playPart } from '../engines/play-part.ts';
import type { PlayProgress } from '../engines/messages.ts';
import { writePlan } from '../plan-files.ts';
import type { FeedLine } from '../plan.ts';
import { planLoad } from '../planner.ts';
import { latencyHistogram, percentilesOf } from '../statistics/histogram.ts';
import { latencyOf } from '../statistics/latency-of.ts';
import { generatorFigures, rateReached, validityOf, type GeneratorFigures } from '../statistics/validity.ts';
import { exactPercentile, knownDelays } from './known-delays.ts';
import { startServerProcess } from './server-process.ts';

/**
 * How far the measured percentile may lie from the truth. 3 ms: two Node processes' timers are whole ms and
 * fire up to 1 ms late (the server's delay, the generator's start), and the loopback exchange takes up to
 * 1 ms more. 5 %: what a verdict at the limit could be wrong by and still be told as inconclusive.
 */
const TOLERANCE_MS = 3;
const TOLERANCE_SHARE = 0.05;

const WARM_UP_S = 0.5;
const MEASURED_S = 3;

/** Whether this box can measure at this rate, now. */
export interface Calibration {
  ok: boolean;
  /** Attempts made; a second is made where the first is refused, since this judges the box, not the system. */
  attempts: number;
  ratePerSecond: number;
  n: number;
  truth: { p50Ms: number; p95Ms: number };
  measured: { p50Ms: number; p95Ms: number };
  generator: GeneratorFigures;
  /** Why the box is refused. */
  refusal?: string;
  /**
   * Where nothing refuses it but that it is late and known delays seem longer than they are: by how much, ms. Such a box
   * makes every latency worse and none better, so that what passes far enough below a limit is proved on it all the same.
   */
  addsMs?: number;
}

export interface CalibrationOptions {
  /** Where the calibration's own plan and samples go. */
  folder: string;
  ratePerSecond: number;
  /** The limit that the gate judges by: how late a generator may be is a share of it. */
  p95LimitMs: number;
  seed: string;
  /** How often it may be tried, 2 unless said otherwise. */
  attempts?: number;
  /** What will play the run, and so is tried. */
  engine?: EngineName;
  k6?: string;
  nodeArguments?: readonly string[];
  onProgress?: (progress: PlayProgress) => void;
  signal?: AbortSignal | undefined;
}

/** Plays known delays through the same driver at the gate's rate, for at most eight seconds in all. */
export async function calibrate(options: CalibrationOptions): Promise<Calibration> {
  await using server = await startServerProcess(childModule('./known-delay-server', import.meta.url));
  for (let attempt = 1; ; attempt++) {
    const result = await calibrateOnce(options, server.port, attempt);
    if (result.ok || attempt >= (options.attempts ?? 2)) return result;
  }
}

const ORIGIN = 'http://calibration.invalid';
const MIX: LoadMixInput = {
  headers: {},
  requests: [
    {
      name: 'known delay',
      method: 'GET',
      path: '/wait/{delay}',
      weight: 1,
      distinct: ['delay'],
      expect: { status: [200], pointers: [{ pointer: '/waitMs', equals: '{delay}' }] },
    },
  ],
};

async function calibrateOnce(
  options: CalibrationOptions,
  port: number,
  attempt: number,
): Promise<Calibration> {
  const folder = join(options.folder, `calibration-${attempt}`);
  const { plan, feed, ratePerSecond } = planCalibration(options, attempt);
  await writePlan(folder, plan, feed);
  const { samples, summary } = await playPart({
    folder,
    compiledFolder: join(options.folder, 'compiled'),
    plan,
    part: 1,
    destination: { origin: ORIGIN, address: '127.0.0.1', port },
    tokens: [],
    signal: options.signal,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(options.k6 === undefined ? {} : { k6: options.k6 }),
    ...(options.nodeArguments === undefined ? {} : { nodeArguments: options.nodeArguments }),
  });
  const measured = samples.filter((sample) => sample.phase === 'measured');
  const percentiles = percentilesOf(
    latencyHistogram(measured.flatMap((s) => latencyOf(s, plan.requestTimeoutMs) ?? [])),
  );
  const truth = truthOf(feed);
  const found = { p50Ms: percentiles?.p50Ms ?? NaN, p95Ms: percentiles?.p95Ms ?? NaN };
  const generator = generatorFigures([summary.generator], samples);
  const rate = rateReached(samples, feed.filter((line) => line.phase === 'measured').length);
  const wrong = measured.find((sample) => sample.outcome !== 'ok');
  const differing = differences(truth, found);
  const played = { rate, dropped: summary.dropped, generator, p95LimitMs: options.p95LimitMs };
  const reasons = [
    ...differing.map(({ reason }) => reason),
    ...(wrong === undefined ? [] : [`request ${wrong.sequence} ended as ${wrong.outcome}`]),
    ...validityOf(played).map((each) => each.reason),
  ];
  const ok = reasons.length === 0;
  const refusal = ok ? {} : { refusal: `this box cannot measure now: ${reasons.join('; ')}` };
  const punctual = { ...generator, latenessP99Ms: 0, lagP99Ms: 0 };
  const onlyAdds =
    wrong === undefined &&
    differing.every(({ byMs }) => byMs > 0) &&
    validityOf({ ...played, generator: punctual }).length === 0;
  const added = [...differing.map(({ byMs }) => byMs), generator.latenessP99Ms, generator.lagP99Ms];
  const adds = ok || !onlyAdds ? {} : { addsMs: Math.max(...added) };
  return {
    ok,
    attempts: attempt,
    ratePerSecond,
    n: measured.length,
    truth,
    measured: found,
    generator,
    ...refusal,
    ...adds,
  };
}

function planCalibration(options: CalibrationOptions, attempt: number) {
  // Below 50/s three seconds would not show a 95th percentile.
  const ratePerSecond = Math.max(50, options.ratePerSecond);
  const planned = planLoad({
    name: 'calibration',
    mix: MIX,
    users: 1,
    ratePerSecond,
    durationS: MEASURED_S,
    warmUpS: WARM_UP_S,
    seed: `${options.seed}/calibration-${attempt}`,
    records: { delay: knownDelays(Math.ceil((WARM_UP_S + MEASURED_S) * ratePerSecond) + 1) },
    origin: ORIGIN,
    requestTimeoutMs: 5000,
  });
  return { ...planned, ratePerSecond };
}

/** The truth is what was planned: each line's path says how long its answer takes. */
function truthOf(feed: readonly FeedLine[]): Calibration['truth'] {
  const delays = feed
    .filter((line) => line.phase === 'measured')
    .map((line) => Number(line.path.split('/').at(-1)));
  return { p50Ms: exactPercentile(delays, 50), p95Ms: exactPercentile(delays, 95) };
}

/** What was measured otherwise than it is: by how many ms, less than nothing where it seemed shorter. */
function differences(
  truth: Calibration['truth'],
  found: Calibration['measured'],
): { readonly byMs: number; readonly reason: string }[] {
  return (['p50Ms', 'p95Ms'] as const).flatMap((key) => {
    const allowed = Math.max(TOLERANCE_MS, truth[key] * TOLERANCE_SHARE);
    const byMs = found[key] - truth[key];
    if (Math.abs(byMs) <= allowed) return [];
    const expected = `expected ${truth[key]} ms ± ${allowed.toFixed(1)}, got ${found[key].toFixed(1)} ms`;
    return [{ byMs, reason: `${key.slice(0, 3)} of known delays: ${expected}` }];
  });
}
