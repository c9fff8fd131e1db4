import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement } from '../../load/index.ts';
import { judgeCapacity } from './load-capacity.ts';

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
