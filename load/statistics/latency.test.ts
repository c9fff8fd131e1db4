import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sample } from '../engines/samples.ts';
import { percentileBounds } from './block-bootstrap.ts';
import { latencyHistogram, percentilesOf } from './histogram.ts';
import { latencyOf } from './latency-of.ts';
import { simulate } from './simulated-system.ts';
import { timeSeries } from './time-series.ts';
import { rateReached } from './validity.ts';

test('percentiles of 1 to 1,000 ms are right within the histogram resolution', () => {
  const percentiles = percentilesOf(latencyHistogram(Array.from({ length: 1000 }, (_, nth) => nth + 1)));
  assert.ok(percentiles !== undefined);
  for (const [found, truth] of [
    [percentiles.p50Ms, 500],
    [percentiles.p90Ms, 900],
    [percentiles.p95Ms, 950],
    [percentiles.p99Ms, 990],
    [percentiles.maxMs, 1000],
  ] as const) {
    assert.ok(Math.abs(found - truth) / truth <= 0.001, `${found} instead of ${truth}`);
  }
});

test('no latencies have no percentile', () => {
  assert.equal(percentilesOf(latencyHistogram([])), undefined);
  assert.equal(percentileBounds([], 95, { seed: 'x' }), undefined);
});

test('bounds are the same for the same seed, and equal where nothing varies', () => {
  const latencies = simulate({ ratePerSecond: 50, durationS: 20, medianMs: 30 }).map((s) => ({
    latencyMs: s.latencyMs,
    block: Math.floor(s.intendedMs / 1000),
  }));
  assert.deepEqual(
    percentileBounds(latencies, 95, { seed: 'a' }),
    percentileBounds(latencies, 95, { seed: 'a' }),
  );
  const constant = latencies.map((each) => ({ ...each, latencyMs: 7 }));
  assert.deepEqual(percentileBounds(constant, 95, { seed: 'a' }), { lower: 7, upper: 7 });
});

test('a burst in few blocks widens the bounds: single requests are not independent', () => {
  const latencies = Array.from({ length: 6000 }, (_, nth) => ({
    block: Math.floor(nth / 100),
    latencyMs: 10 + (nth % 7),
  }));
  const burst = latencies.map((each) => (each.block < 3 ? { ...each, latencyMs: 900 } : each));
  const scattered = latencies.map((each, nth) => (nth % 20 === 0 ? { ...each, latencyMs: 900 } : each));
  assert.equal(percentileBounds(burst, 95, { seed: 'a' })?.upper, 900);
  assert.equal(percentileBounds(burst, 95, { seed: 'a' })?.lower, 16);
  assert.ok((percentileBounds(scattered, 96, { seed: 'a' })?.lower ?? 0) >= 900);
});

test('a thousand resamples of 12,800 requests take well under a second', () => {
  const latencies = simulate({ ratePerSecond: 100, durationS: 128, medianMs: 30 }).map((s) => ({
    latencyMs: s.latencyMs,
    block: Math.floor(s.intendedMs / 1000),
  }));
  // Of the processor: a busy machine gives it out late.
  const startedAt = process.cpuUsage();
  percentileBounds(latencies, 95, { seed: 'a' });
  const { user, system } = process.cpuUsage(startedAt);
  assert.ok(user + system < 1_000_000, `${user + system} µs`);
});

const sample: Sample = {
  sequence: 0,
  part: 1,
  phase: 'measured',
  name: 'read',
  status: 200,
  outcome: 'ok',
  intendedMs: 0,
  latenessMs: 0,
  latencyMs: 12,
  bytes: 10,
};
const counted: { outcome: Sample['outcome']; latency: number | undefined }[] = [
  { outcome: 'ok', latency: 12 },
  { outcome: 'timeout', latency: 5000 },
  { outcome: 'network', latency: 5000 },
  { outcome: 'wrong-status', latency: undefined },
  { outcome: 'wrong-body', latency: undefined },
  { outcome: 'limited', latency: undefined },
  { outcome: 'dropped', latency: undefined },
];
for (const { outcome, latency } of counted) {
  test(`a request that ended as ${outcome} after 12 ms counts as ${latency ?? 'no latency'}`, () => {
    assert.equal(latencyOf({ ...sample, outcome }, 5000), latency);
  });
}

test('the rate reached falls with what was not sent and with what was sent late', () => {
  const samples = simulate({ ratePerSecond: 100, durationS: 10, medianMs: 10 });
  assert.equal(rateReached(samples, 1000).share, 1);
  assert.ok(Math.abs(rateReached(samples.slice(0, 900), 1000).share - 0.9) < 0.001);
  const slipping = samples.map((each) => ({ ...each, latenessMs: each.intendedMs * 0.25 }));
  assert.ok(Math.abs(rateReached(slipping, 1000).share - 0.8) < 0.001);
});

test('the time series has one row a second, with a second part after the first', () => {
  const first = simulate({ ratePerSecond: 20, durationS: 3, medianMs: 10 });
  const second = first.map((each) => ({ ...each, part: 2 }));
  const seconds = timeSeries([...first, ...second], 5000);
  assert.deepEqual(
    seconds.map((each) => [each.atS, each.part, each.planned]),
    [
      [0, 1, 20],
      [1, 1, 20],
      [2, 1, 20],
      [3, 2, 20],
      [4, 2, 20],
      [5, 2, 20],
    ],
  );
});
