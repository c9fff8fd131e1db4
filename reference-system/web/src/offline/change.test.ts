import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliverable, subjectOf, waitingSentence, type Change } from './change.ts';

function change(overrides: Partial<Change>): Change {
  return {
    key: 'k',
    userId: 'anna',
    madeAt: '2026-01-05T08:00:00.000Z',
    label: 'a change',
    method: 'PATCH',
    path: '/api/work-orders/1',
    state: 'waiting',
    ...overrides,
  };
}

test('changes are delivered in the order in which they were made, whatever the store returns', () => {
  const later = change({ key: 'b', madeAt: '2026-01-05T09:00:00.000Z' });
  const earlier = change({ key: 'a' });
  assert.deepEqual(
    deliverable([later, earlier], 'anna').map(({ key }) => key),
    ['a', 'b'],
  );
});

test("another person's changes are left for that person", () => {
  assert.deepEqual(deliverable([change({ userId: 'ben' })], 'anna'), []);
});

test('a change waits behind a refused one about the same job, others do not', () => {
  const changes = [
    change({ key: 'refused', state: 'conflict' }),
    change({ key: 'behind', path: '/api/work-orders/1/photos', madeAt: '2026-01-05T08:01:00.000Z' }),
    change({ key: 'free', path: '/api/work-orders/2', madeAt: '2026-01-05T08:02:00.000Z' }),
  ];
  assert.deepEqual(
    deliverable(changes, 'anna').map(({ key }) => key),
    ['free'],
  );
});

test('two new jobs do not wait for each other', () => {
  const [first, second] = ['1', '2'].map((key) => change({ key, method: 'POST', path: '/api/work-orders' }));
  assert.ok(first && second);
  assert.notEqual(subjectOf(first), subjectOf(second));
});

test('the badge speaks in the singular and in the plural', () => {
  assert.equal(waitingSentence(1), '1 change waiting');
  assert.equal(waitingSentence(3), '3 changes waiting');
});
