import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadTarget, targetFile } from '../../targets/load.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { Look } from '../../watch/look/look.ts';
import { plantedLooks } from '../../watch/testing/planted-looks.ts';
import { judgePlace } from './judge-place.ts';

let target: Target;
before(async () => {
  target = await loadTarget(targetFile('reference'));
});

/** Lines of the plan that are bound to this check, as these looks leave them. */
function linesOf(looks: readonly Look[], check: string): readonly string[] {
  const { decision } = judgePlace(looks, target, undefined);
  return decision.lines
    .filter(({ line }) => line.phase === 'after' && line.checks.includes(check))
    .map(({ outcome }) => outcome);
}

test('a line of the plan is red by the looks that were planted against its check', () => {
  for (const { turnsRed, looks } of plantedLooks.filter((one) => one.turnsRed !== 'watch.drift')) {
    assert.deepEqual(linesOf(looks, turnsRed), ['fail'], turnsRed);
    assert.equal(judgePlace(looks, target, undefined).decision.decision, 'NO-GO', turnsRed);
  }
});

test('drift is a warning, and open where no signed run is named', () => {
  const { rows } = judgePlace(plantedLooks[2]?.looks ?? [], target, undefined);
  assert.equal(rows.find(({ check }) => check === 'watch.drift')?.outcome, 'inconclusive');
});
