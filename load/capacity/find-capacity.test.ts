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

test('a step that says nothing ends the search with what was held before it', async () => {
  const play = (users: number) =>
    Promise.resolve(stepOf(users, users >= 100 ? { invalid: 'the generator was starved' } : {}));
  const found = await findCapacity({ from: 25, most: 800, play });
  assert.deepEqual([found.users, found.failed], [50, null]);
  assert.equal(found.ended, '100 users: the generator was starved');
});

test('a search that cannot begin is refused', async () => {
  await assert.rejects(findCapacity({ from: 10, most: 5, play: kneeAt(1) }), /1 <= from <= most/u);
});
