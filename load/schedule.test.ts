import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stage } from './plan.ts';
import { intendedStartMs, intendedStartsMs, stageCount } from './schedule.ts';

const stage = (durationS: number, fromPerSecond: number, toPerSecond: number): Stage => {
  return { part: 1, model: 'open', phase: 'measured', durationS, fromPerSecond, toPerSecond };
};

test('a constant rate starts at even distances, stage after stage', () => {
  assert.deepEqual([...intendedStartsMs([stage(1, 4, 4), stage(1, 2, 2)])], [0, 250, 500, 750, 1000, 1500]);
});

test('a ramp has the area under its rate, and ends at its end', () => {
  const ramp = stage(10, 1, 19);
  const starts = intendedStartsMs([ramp]);
  assert.equal(stageCount(ramp), 100);
  assert.equal(starts.length, 100);
  assert.ok((starts.at(-1) ?? 0) < 10_000);
  const firstHalf = starts.filter((ms) => ms < 5000).length;
  assert.ok(firstHalf >= 27 && firstHalf <= 28, `${firstHalf} in the first half`);
});

test('a ramp down slows down', () => {
  const starts = intendedStartsMs([stage(10, 19, 1)]);
  assert.ok((starts[1] ?? 0) - (starts[0] ?? 0) < (starts[99] ?? 0) - (starts[98] ?? 0));
});

test('one request is due when the table says', () => {
  const stages = [stage(3, 4, 4), stage(10, 1, 19), stage(2, 19, 3)];
  const table = intendedStartsMs(stages);
  assert.deepEqual(
    Array.from(table, (_, nth) => intendedStartMs(stages, nth)),
    [...table],
  );
});
