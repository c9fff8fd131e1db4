import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement } from '../../load/index.ts';
import type { LoadResult } from '../../load/index.ts';
import { beyondDoubt, judgeCapacity, judgementsOf } from './load-capacity.ts';

const judgement = (subject: string, outcome: Judgement['outcome'], reason: string): Judgement => ({
  ...{ id: 'p95', subject, outcome, reason, needsMore: false },
  ...{ actual: 80, lower: 70, upper: 90, limit: 500, unit: 'ms', n: 4000 },
});
const held = judgement('all requests', 'pass', 'upper bound 90.0 ms is below 500.0 ms');
const slow = judgement('jobs.create', 'fail', 'lower bound 900.0 ms is above 500.0 ms');
const unknown = judgement('jobs.list', 'inconclusive', 'expected at least 200 requests, got 3');
const wanted = { users: 200, shape: '2cpu-4gb' };

test('users who are held on the planned server pass', () => {
  assert.equal(judgeCapacity(wanted, [held], '2cpu-4gb').outcome, 'pass');
  assert.equal(judgeCapacity({ users: 200 }, [held], undefined).outcome, 'pass');
});

test('one limit that is passed fails them all, wherever they are', () => {
  for (const on of ['2cpu-4gb', undefined]) {
    const { outcome, reason, decisive } = judgeCapacity(wanted, [held, unknown, slow], on);
    assert.deepEqual([outcome, decisive?.subject], ['fail', 'jobs.create']);
    assert.equal(reason, '200 users: jobs.create: lower bound 900.0 ms is above 500.0 ms');
  }
});

test('what cannot be told is left open, and so is no judgement at all', () => {
  assert.equal(judgeCapacity(wanted, [held, unknown], '2cpu-4gb').outcome, 'inconclusive');
  assert.equal(judgeCapacity(wanted, [], '2cpu-4gb').reason, '200 users: nothing was measured');
});

test('users who are held on another server prove nothing of the planned one, and the reason says what would', () => {
  const { outcome, reason } = judgeCapacity(wanted, [held], undefined);
  assert.equal(outcome, 'inconclusive');
  assert.match(reason, /held, but on a stack that is held to no shape: .* --shape 2cpu-4gb$/u);
  assert.match(judgeCapacity(wanted, [held], '2cpu-8gb').reason, /a server of shape 2cpu-8gb/u);
});

const p95Of = (p95Ms: number) => ({ p50Ms: 10, p90Ms: 20, p95Ms, p99Ms: p95Ms, maxMs: p95Ms, minMs: 1 });
/** A run of ten seconds, of which the first `slow` are as slow as the whole. */
const lateRun = (p95Ms: number, latenessP99Ms: number, slow = 10): LoadResult => {
  const share = { value: 0, lower: 0, upper: 0.001 };
  const counts = { ok: 4000, failed: 0, limited: 0, dropped: 0, latencyCount: 4000 };
  const overall = { subject: 'all requests', n: 4000, ...counts, errorRate: share, limitedRate: share };
  return {
    engine: 'builtin',
    plan: {
      ...{ name: 't', seed: 's', marker: 'm', users: 200, ratePerSecond: 212, plannedRequests: 4000 },
      ...{ extended: false, writeShare: 0.2, uploadShare: 0.02 },
    },
    limits: { p95Ms: 500, errorRate: 0.001 },
    overall: { ...overall, percentiles: p95Of(p95Ms), p95Bounds: { lower: p95Ms, upper: p95Ms } },
    endpoints: [],
    errors: { byOutcome: {} as LoadResult['errors']['byOutcome'], details: [] },
    rate: { plannedPerSecond: 212, reachedPerSecond: 212, share: 1 },
    generator: { lagP99Ms: 42, lagMaxMs: 50, cpuShare: 0.2, cpuMs: 1, peakRssMb: 60, latenessP99Ms },
    ...{ stages: [], writes: [], plots: [] },
    timeSeries: Array.from({ length: 10 }, (_, atS) => ({
      ...{ atS, phase: 'measured', part: 1, planned: 400, ok: 400, failed: 0, limited: 0, dropped: 0 },
      p95Ms: atS < slow ? p95Ms : 40,
    })),
    invalid: [{ code: 'starved', reason: 'the generator was starved' }],
    judgements: [judgement('all requests', 'inconclusive', 'the generator was starved')],
  };
};

test('a system that is over its limit by more than the generator was late has failed', () => {
  const { outcome, reason } = judgeCapacity(wanted, beyondDoubt(lateRun(10_043, 186)), undefined);
  assert.equal(outcome, 'fail');
  assert.match(reason, /p95 of all requests: 10,000 ms > 500 ms, by more than the generator was late/u);
});

test('a queue of the first seconds, worked off while the generator was late, says nothing', () => {
  assert.equal(judgeCapacity(wanted, beyondDoubt(lateRun(749, 67, 3)), '2cpu-4gb').outcome, 'inconclusive');
  assert.equal(judgeCapacity(wanted, beyondDoubt(lateRun(749, 67, 6)), '2cpu-4gb').outcome, 'fail');
});

test('one that is over it by less, or held, says nothing', () => {
  for (const p95Ms of [600, 80])
    assert.equal(judgeCapacity(wanted, beyondDoubt(lateRun(p95Ms, 186)), undefined).outcome, 'inconclusive');
});

const part = (cpus: number) => ({ name: 'shop', cpus, ofCpus: 2, memoryShare: 0.4 });
const used = { parts: [part(1.9)], machineShare: 0.99, elsewhere: 0.1, sessions: null };

test('a limit that was passed counts where the planned server had its processors, and the run its machine', () => {
  const outcomes = (usage: Parameters<typeof judgementsOf>[1], cpus?: number) =>
    judgementsOf(lateRun(10_043, 186), usage, cpus).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes(used, 2), ['fail']);
  assert.deepEqual(outcomes(used), ['fail']);
  assert.deepEqual(outcomes({ ...used, parts: [part(1.2)] }), ['fail'], 'held to no shape');
  assert.deepEqual(
    outcomes({ ...used, parts: [part(1.2)] }, 2),
    ['inconclusive'],
    'the generator had the rest',
  );
  assert.deepEqual(
    outcomes({ ...used, parts: [part(0.3)], machineShare: 0.5 }, 2),
    ['fail'],
    'it waits for itself',
  );
  assert.deepEqual(outcomes({ ...used, elsewhere: 1.5 }, 2), ['inconclusive'], 'others had the machine');
  assert.deepEqual(outcomes(null, 2), ['inconclusive'], 'nobody looked');
});
