import { build, type Histogram } from 'hdr-histogram-js';

/** p50, p90, p95, p99 and the greatest, in ms. */
export interface Percentiles {
  p50Ms: number;
  p90Ms: number;
  p95Ms: number;
  p99Ms: number;
  maxMs: number;
}

/** Latencies in microseconds, three significant digits (0.1 %), up to ten minutes. Mergeable. */
export function latencyHistogram(latenciesMs: Iterable<number>): Histogram {
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 600_000_000,
    numberOfSignificantValueDigits: 3,
    autoResize: false,
    useWebAssembly: false,
  });
  for (const ms of latenciesMs)
    histogram.recordValue(Math.min(600_000_000, Math.max(1, Math.round(ms * 1000))));
  return histogram;
}

/** Percentiles of a histogram; undefined where nothing was recorded, for no figure is better than a zero. */
export function percentilesOf(histogram: Histogram): Percentiles | undefined {
  if (histogram.totalCount === 0) return undefined;
  const at = (percentile: number) => histogram.getValueAtPercentile(percentile) / 1000;
  return { p50Ms: at(50), p90Ms: at(90), p95Ms: at(95), p99Ms: at(99), maxMs: at(100) };
}
