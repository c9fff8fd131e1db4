import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpointBars } from '../load/plots/endpoint-bars.ts';
import { p95OverTime } from '../load/plots/p95-over-time.ts';
import { percentileCurve } from '../load/plots/percentile-curve.ts';
import { allFigures } from '../load/statistics/figures.ts';
import { latencyHistogram } from '../load/statistics/histogram.ts';
import { simulate } from '../load/statistics/simulated-system.ts';
import { timeSeries } from '../load/statistics/time-series.ts';
import { plainSvg } from '../reports/render/plain-svg.ts';

const samples = simulate({ ratePerSecond: 50, durationS: 20, medianMs: 60 });
const figures = allFigures(samples, ['read', 'write'], { requestTimeoutMs: 5000, seed: 's' });

/** The report leaves out whatever is no plain picture: what the load draws must be one. */
const drawn = {
  'latency over time': p95OverTime(timeSeries(samples, 5000), 500),
  'latency by percentile': percentileCurve(latencyHistogram(samples.map((one) => one.latencyMs)), 500),
  'p95 by endpoint': endpointBars(figures.endpoints, 500),
};

for (const [name, svg] of Object.entries(drawn)) {
  test(`${name}: the report shows what the load draws`, () => {
    assert.notEqual(plainSvg(svg), undefined);
  });
}
