import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadResult } from '../result.ts';
import type { Figures } from '../statistics/figures.ts';
import { judgeStep } from './judge-step.ts';

const percentiles = (p95Ms: number) => ({
  p50Ms: 10,
  p90Ms: 20,
  p95Ms,
  p99Ms: p95Ms,
  maxMs: p95Ms,
  minMs: 1,
});
const figures = (subject: string, n: number, p95Ms: number, change: Partial<Figures> = {}): Figures => ({
  subject,
  n,
  ok: n,
  failed: 0,
  limited: 0,
  dropped: 0,
  latencyCount: n,
  percentiles: percentiles(p95Ms),
  p95Bounds: { lower: p95Ms * 0.9, upper: p95Ms * 1.1 },
  errorRate: { value: 0, lower: 0, upper: 0.001 },
  limitedRate: { value: 0, lower: 0, upper: 0.001 },
  ...change,
});
const endpoint = (name: string, n: number, p95Ms: number) => ({
  ...figures(name, n, p95Ms),
  ...{ method: 'GET', path: '/', write: false, upload: false, judged: true },
});

const resultOf = (change: Partial<LoadResult> = {}): LoadResult => ({
  engine: 'builtin',
  plan: {
    ...{ name: 't', seed: 's', marker: 'm', users: 200, ratePerSecond: 212, plannedRequests: 2544 },
    ...{ extended: false, writeShare: 0.2, uploadShare: 0.02 },
  },
  limits: { p95Ms: 500, errorRate: 0.001 },
  overall: figures('all requests', 2544, 80),
  endpoints: [endpoint('jobs.list', 300, 90), endpoint('photos.add', 100, 120)],
  errors: { byOutcome: {} as LoadResult['errors']['byOutcome'], details: [] },
  rate: { plannedPerSecond: 212, reachedPerSecond: 212, share: 1 },
  generator: { lagP99Ms: 1, lagMaxMs: 2, cpuShare: 0.2, cpuMs: 1, peakRssMb: 60, latenessP99Ms: 1 },
  stages: [],
  timeSeries: [],
  writes: [],
  invalid: [],
  judgements: [],
  plots: [],
  ...change,
});

const starved = { code: 'starved', reason: 'the generator was starved' } as const;

test('users who meet every limit are held', () => {
  const step = judgeStep(resultOf());
  assert.deepEqual([step.users, step.p95Ms, step.fails, step.invalid], [200, 80, [], null]);
});

test('the slowest endpoint is told first, then all requests; too few requests prove nothing by themselves', () => {
  const slow = resultOf({
    overall: figures('all requests', 2544, 612),
    endpoints: [
      endpoint('jobs.list', 300, 800),
      endpoint('photos.add', 100, 1234),
      endpoint('rare', 20, 9000),
    ],
  });
  assert.deepEqual(judgeStep(slow).fails, [
    'p95 of photos.add: 1,230 ms > 500 ms',
    'p95 of jobs.list: 800 ms > 500 ms',
    'p95 of all requests: 612 ms > 500 ms',
  ]);
});

test('an endpoint whose lower bound is below the limit is not proved slow', () => {
  const step = judgeStep(resultOf({ endpoints: [endpoint('jobs.list', 300, 540)] }));
  assert.equal(step.failsOn, null);
});

test('errors fail a step by their lower bound, with one of them; refusals are told apart', () => {
  const detail = { sequence: 1, name: 'jobs.list', outcome: 'wrong-status', status: 503 } as const;
  const overall = figures('all requests', 2544, 80, {
    errorRate: { value: 0.034, lower: 0.02, upper: 0.05 },
    limitedRate: { value: 0.01, lower: 0.005, upper: 0.02 },
  });
  const errors = {
    byOutcome: {} as LoadResult['errors']['byOutcome'],
    details: [{ ...detail, expected: '200', actual: '503' }],
  };
  assert.deepEqual(judgeStep(resultOf({ overall, errors })).fails, [
    'errors: 3.4 % > 0.1 %, such as jobs.list: 503',
    'requests refused for coming too often: 1 % > 0.1 %',
  ]);
  const one = figures('all requests', 300, 80, { errorRate: { value: 0.003, lower: 0.0002, upper: 0.02 } });
  assert.equal(judgeStep(resultOf({ overall: one })).failsOn, null);
});

test('a starved generator says nothing of a system that held', () => {
  const step = judgeStep(resultOf({ invalid: [starved] }));
  assert.equal(step.invalid, 'the generator was starved');
});

test('a system that is over its limit by more than the generator was late has failed all the same', () => {
  const late = { ...resultOf().generator, latenessP99Ms: 60, lagP99Ms: 20 };
  const slow = { overall: figures('all requests', 2544, 900), generator: late, invalid: [starved] };
  assert.equal(judgeStep(resultOf(slow)).invalid, null);
  const nearly = { ...slow, overall: figures('all requests', 2544, 570) };
  assert.equal(judgeStep(resultOf(nearly)).invalid, 'the generator was starved');
  const uncalibrated = { ...slow, invalid: [{ code: 'calibration', reason: 'refused' } as const] };
  assert.equal(judgeStep(resultOf(uncalibrated)).invalid, 'refused');
});

test('an engine without a clock is judged by throughput, never by how long anybody waited', () => {
  const engine = { engine: 'autocannon', invalid: [{ code: 'engine', reason: 'throughput only' }] } as const;
  const slow = { overall: figures('all requests', 2544, 3000), invalid: [...engine.invalid] };
  const held = judgeStep(resultOf({ ...slow, engine: 'autocannon' }));
  assert.deepEqual([held.failsOn, held.invalid], [null, null]);
  const short = resultOf({
    ...{ ...slow, engine: 'autocannon' },
    rate: { plannedPerSecond: 180, reachedPerSecond: 180, share: 1 },
  });
  assert.equal(judgeStep(short).failsOn, 'throughput: 180 requests/s < 212 requests/s of 200 users');
});
