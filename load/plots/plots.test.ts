import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allFigures } from '../statistics/figures.ts';
import { latencyHistogram } from '../statistics/histogram.ts';
import { simulate } from '../statistics/simulated-system.ts';
import { timeSeries } from '../statistics/time-series.ts';
import { endpointBars } from './endpoint-bars.ts';
import { p95OverTime } from './p95-over-time.ts';
import { percentileCurve } from './percentile-curve.ts';
import { figure, ticksUpTo } from './svg-chart.ts';

const samples = simulate({ ratePerSecond: 50, durationS: 20, medianMs: 60 });
const figures = allFigures(samples, ['read', 'write'], { requestTimeoutMs: 5000, seed: 's' });
const plots = {
  'p95 over time': p95OverTime(timeSeries(samples, 5000), 500),
  'percentile curve': percentileCurve(latencyHistogram(samples.map((s) => s.latencyMs)), 500),
  'endpoint bars': endpointBars(figures.endpoints, 500),
};

for (const [name, svg] of Object.entries(plots)) {
  test(`${name}: a named picture with limit, units and nothing from outside`, () => {
    assert.match(svg, /^<svg [^>]*role="img" aria-label="[^"]{10,}"/);
    assert.match(svg, /limit 500 ms/);
    assert.match(svg, /\((ms|s)\)/);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|<script|<style|href=|style="/);
    assert.equal((svg.match(/<(text|g|svg)\b/g) ?? []).length, (svg.match(/<\/(text|g|svg)>/g) ?? []).length);
  });
}

test('names are escaped', () => {
  const hostile = figures.endpoints.map((each) => ({ ...each, subject: '<b>&"' }));
  assert.match(endpointBars(hostile, 500), /&lt;b&gt;&amp;&quot;/);
});

test('a second without answers is a gap in the line, not a zero', () => {
  const seconds = timeSeries(samples, 5000);
  const gap = seconds.map(({ p95Ms, p50Ms, ...rest }) =>
    rest.atS === 9 ? rest : { ...rest, p95Ms: p95Ms ?? 0, p50Ms: p50Ms ?? 0 },
  );
  const lines = p95OverTime(gap, 500).match(/<path d="[^"]*"/g) ?? [];
  assert.ok(lines.every((path) => path.split('M').length === 3));
});

test('the shape of a load is seen under its latencies: bars that climb, stay and fall', () => {
  const [second] = timeSeries(samples, 5000);
  assert.ok(second !== undefined);
  const shape = [10, 30, 60, 60, 20].map((planned, atS) => ({ ...second, atS, planned }));
  const svg = p95OverTime(shape, 500);
  const heights = [...svg.matchAll(/height="([\d.]+)"[^>]*opacity="0.25"/g)].map((found) => Number(found[1]));
  const [most = 0] = heights.toSorted((a, b) => b - a);
  assert.deepEqual(
    heights.map((height) => Math.round((height / most) * 60)),
    [10, 30, 60, 60, 20],
  );
  assert.match(svg, /at most 60 in a second/);
});

test('ticks are round figures that reach the greatest value', () => {
  assert.deepEqual(
    ticksUpTo(550).map((tick) => tick.label),
    ['0', '200', '400', '600'],
  );
  assert.deepEqual(
    ticksUpTo(3).map((tick) => tick.at),
    [0, 1, 2, 3],
  );
  assert.equal(figure(1234.4), '1,234');
  assert.equal(figure(0.256), '0.26');
});
