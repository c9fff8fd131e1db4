import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCapacity, type CapacityStep } from './find-capacity.ts';

const stepOf = (users: number, change: Partial<CapacityStep> = {}): CapacityStep => ({
  users,
  ratePerSecond: users,
  p95Ms: 20,
  errorRate: 0,
  failsOn: null,
  invalid: null,
  ...change,
});
const kneeAt = (knee: number) => (users: number) =>
  Promise.resolve(stepOf(users, users > knee ? { p95Ms: 900, failsOn: 'p95 of items.list' } : {}));

for (const knee of [3, 24, 25, 140, 399]) {
  test(`a knee at ${knee} users is found to within a tenth`, async () => {
    const { users, failed, steps, ended } = await findCapacity({ from: 25, most: 1600, play: kneeAt(knee) });
    assert.ok(users <= knee && users >= knee * 0.88 - 1, `${users} for ${knee}`);
    assert.equal(failed?.failsOn, 'p95 of items.list');
    assert.ok(failed.users > knee, 'what failed is the step above');
    assert.equal(ended, null);
    assert.ok(steps.length <= 10, `${steps.length} steps`);
    assert.equal(new Set(steps.map((step) => step.users)).size, steps.length, 'no step twice');
  });
}

test('what holds all that is tried claims no knee', async () => {
  const found = await findCapacity({ from: 25, most: 110, play: kneeAt(10_000) });
  assert.deepEqual([found.users, found.failed, found.ended], [110, null, null]);
  assert.deepEqual(
    found.steps.map(({ users }) => users),
    [25, 50, 100, 110],
  );
});

const silentFrom =
  (from: number, to: number, knee = 140) =>
  (users: number) =>
    users >= from && users < to
      ? Promise.resolve(stepOf(users, { invalid: 'the generator was starved' }))
      : kneeAt(knee)(users);

test('below a step that says nothing the search goes on, above it nothing is asked', async () => {
  const found = await findCapacity({ from: 25, most: 800, play: silentFrom(100, Infinity) });
  assert.deepEqual(
    found.steps.map(({ users }) => users),
    [25, 50, 100, 75, 88, 94],
  );
  assert.deepEqual([found.users, found.failed], [94, null]);
  assert.equal(found.ended, '100 users: the generator was starved');
});

test('between what is held and what failed, a step that says nothing leaves the knee untold, and both are said', async () => {
  const found = await findCapacity({ from: 25, most: 800, play: silentFrom(110, 170) });
  assert.deepEqual([found.users, found.failed?.users], [107, 200]);
  assert.equal(found.ended, '113 users: the generator was starved');
  const known = await findCapacity({ from: 25, most: 800, play: silentFrom(150, 170, 110) });
  assert.deepEqual([known.users, known.failed?.users, known.ended], [107, 113, null]);
});

test('a search whose first step says nothing ends there', async () => {
  const found = await findCapacity({ from: 25, most: 800, play: silentFrom(0, Infinity) });
  assert.deepEqual([found.users, found.steps.length], [0, 1]);
  assert.equal(found.ended, '25 users: the generator was starved');
});

test('a search that cannot begin is refused', async () => {
  await assert.rejects(findCapacity({ from: 10, most: 5, play: kneeAt(1) }), /1 <= from <= most/u);
});
