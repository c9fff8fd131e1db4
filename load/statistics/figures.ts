import type { Sample } from '../engines/samples.ts';
import { percentileBounds, type PercentileBounds } from './block-bootstrap.ts';
import { shareBounds, type Bounded } from './error-rate.ts';
import { latencyHistogram, percentilesOf, type Percentiles } from './histogram.ts';
import { latencyOf } from './latency-of.ts';
import { partOffsetsS, secondOf } from './time-series.ts';

/** What was measured of all requests, or of those of one name. Warm-up is not in it. */
export interface Figures {
  subject: string;
  /** Requests that were sent. */
  n: number;
  ok: number;
  failed: number;
  /** Answered 429: told apart from failures. */
  limited: number;
  dropped: number;
  /** Undefined where no latency was taken. */
  percentiles?: Percentiles;
  /** How many latencies the percentiles are of. */
  latencyCount: number;
  p95Bounds?: PercentileBounds;
  p99Bounds?: PercentileBounds;
  /** Wrong status, wrong body, time-out or lost connection, as a share of n. */
  errorRate: Bounded;
  limitedRate: Bounded;
}

/** Figures with bounds for one set of measured samples. */
function figuresOf(
  subject: string,
  samples: readonly Sample[],
  options: { requestTimeoutMs: number; seed: string; offsets: ReadonlyMap<number, number> },
): Figures {
  const count = (...outcomes: Sample['outcome'][]) =>
    samples.filter((s) => outcomes.includes(s.outcome)).length;
  const dropped = count('dropped');
  const n = samples.length - dropped - count('stopped');
  const failed = count('wrong-status', 'wrong-body', 'timeout', 'network');
  const limited = count('limited');
  const timed = samples.flatMap((sample) => {
    const latencyMs = latencyOf(sample, options.requestTimeoutMs);
    return latencyMs === undefined ? [] : [{ latencyMs, block: secondOf(sample, options.offsets) }];
  });
  const percentiles = percentilesOf(latencyHistogram(timed.map((t) => t.latencyMs)));
  const boundsOf = (percentile: number, value: number | undefined) => {
    const bounds = percentileBounds(timed, percentile, { seed: `${options.seed}/${subject}/${percentile}` });
    return bounds === undefined || value === undefined ? undefined : around(value, bounds);
  };
  const p95Bounds = boundsOf(95, percentiles?.p95Ms);
  const p99Bounds = boundsOf(99, percentiles?.p99Ms);
  return {
    subject,
    n,
    ok: count('ok'),
    failed,
    limited,
    dropped,
    latencyCount: timed.length,
    ...(percentiles === undefined ? {} : { percentiles }),
    ...(p95Bounds === undefined ? {} : { p95Bounds }),
    ...(p99Bounds === undefined ? {} : { p99Bounds }),
    errorRate: shareBounds(failed, n),
    limitedRate: shareBounds(limited, n),
  };
}

/** The histogram rounds up by as much as 0.1 %: the bounds always hold the figure that they stand beside. */
function around(value: number, bounds: PercentileBounds): PercentileBounds {
  return { lower: Math.min(bounds.lower, value), upper: Math.max(bounds.upper, value) };
}

/** Overall figures and those of each endpoint, from one run's samples. */
export function allFigures(
  samples: readonly Sample[],
  names: readonly string[],
  options: { requestTimeoutMs: number; seed: string },
): { overall: Figures; endpoints: Figures[] } {
  const offsets = partOffsetsS(samples);
  const measured = samples.filter((sample) => sample.phase === 'measured');
  const byName = Map.groupBy(measured, (sample) => sample.name);
  return {
    overall: figuresOf('all requests', measured, { ...options, offsets }),
    endpoints: names.map((name) => figuresOf(name, byName.get(name) ?? [], { ...options, offsets })),
  };
}
