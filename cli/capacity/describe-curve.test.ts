import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeCurve } from './describe-curve.ts';

const step = (users: number, change: object = {}) => ({
  ...{ users, ratePerSecond: users, n: 100, p50Ms: 5, p95Ms: 9, errorRate: 0, fails: [], failsOn: null },
  ...{ invalid: null, generatorCpuShare: 0.1, usage: null, usedUp: null, stalled: null },
  ...change,
});
const name = { shape: '2cpu-4gb', title: '2 CPU / 4 GB' };
const failed = step(150, {
  failsOn: 'p95 of jobs.list: 612 ms > 500 ms',
  usedUp: 'application CPU 98 %',
});

test('a knee says how many users on what, what fails first, and what was used up', () => {
  const curve = describeCurve({ users: 140, failed, steps: [step(140), failed], ended: null }, name);
  assert.equal(
    curve.sentence,
    '140 users on 2 CPU / 4 GB; fails first on p95 of jobs.list: 612 ms > 500 ms (application CPU 98 %)',
  );
  assert.equal(curve.found, 'knee');
});

test('where nothing was used up, that is said', () => {
  const idle = { ...failed, usedUp: null };
  const { sentence } = describeCurve({ users: 140, failed: idle, steps: [], ended: null }, name);
  assert.match(sentence, /500 ms \(nothing that was measured is used up\)$/u);
});

test('the most that was tried is a lower bound, and claims no limit', () => {
  const { sentence, found } = describeCurve({ users: 3200, failed: null, steps: [], ended: null }, name);
  assert.deepEqual([sentence, found], ['>= 3,200 users on 2 CPU / 4 GB, no limit met', 'held']);
});

test('a search that ended says where and why', () => {
  const ended = '800 users: the generator was starved';
  const { sentence, found } = describeCurve({ users: 400, failed: null, steps: [], ended }, name);
  assert.deepEqual([sentence, found], [`>= 400 users on 2 CPU / 4 GB; not known further: ${ended}`, 'ended']);
});

test('a knee between two steps with one that says nothing between them is told as both, and what fails first', () => {
  const ended = '145 users: the generator was starved';
  const { sentence } = describeCurve({ users: 140, failed, steps: [], ended }, name);
  assert.equal(
    sentence,
    `140 to 150 users on 2 CPU / 4 GB; not known closer: ${ended}; fails first on p95 of jobs.list: 612 ms > 500 ms (application CPU 98 %)`,
  );
});

test('a search whose first step says nothing claims no number at all', () => {
  const ended = '25 users: the generator was starved';
  const { sentence } = describeCurve({ users: 0, failed: null, steps: [], ended }, name);
  assert.equal(sentence, `it is not known how many users on 2 CPU / 4 GB: ${ended}`);
});
