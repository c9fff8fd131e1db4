import type { Sample } from '../engines/samples.ts';
import type { LoadPlan } from '../plan.ts';
import type { LoadResult, Plot } from '../result.ts';
import type { Figures } from '../statistics/figures.ts';
import { latencyHistogram } from '../statistics/histogram.ts';
import { latencyOf } from '../statistics/latency-of.ts';
import { endpointBars } from './endpoint-bars.ts';
import { p95OverTime } from './p95-over-time.ts';
import { percentileCurve } from './percentile-curve.ts';

/** The pictures of a run by arrival rate. */
export function plotsOf(
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
