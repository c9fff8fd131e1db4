import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GATE_LEAST } from '../../load/index.ts';
import { parseTarget } from '../../targets/parse.ts';
import { target as reference } from '../../targets/reference.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { shapeOf } from './load-shape.ts';

const { load } = parseTarget(reference, 'targets/reference.ts');
const asked = { profile: 'acceptance', only: [], fault: undefined, load: { profile: 'gate' } } as const;

test('users who wait and think play long enough to be judged, however seldom they ask', () => {
  assert.ok(!isNotApplicable(load));
  const seconds = [1, 0.6, 0.05].map((ratePerUserPerS) => {
    const shape = shapeOf({ ...load, users: 100, ratePerUserPerS }, { request: asked });
    return [shape.closed?.durationS ?? 0, ratePerUserPerS] as const;
  });
  for (const [durationS, rate] of seconds) assert.ok(durationS * 100 * rate >= GATE_LEAST.closed, `${rate}`);
  assert.deepEqual(
    seconds.map(([durationS]) => durationS),
    [11, 18, 216],
  );
});

test('the gate, whose seconds are counted, plays arrivals alone', () => {
  assert.ok(!isNotApplicable(load));
  assert.equal(shapeOf(load, { request: { ...asked, profile: 'gate' } }).closed, undefined);
});
