import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { withCommonParts } from '../common-parts.ts';
import { readPlan } from '../plan-files.ts';
import { defaultPlan } from './default-plan.ts';

test('the committed default plan is the one that is described, so that k6 plays it by hand', async () => {
  const committed = await readPlan(join(import.meta.dirname, 'default'));
  const { plan, feed } = defaultPlan();
  const expected = { plan: withCommonParts(plan, feed), feed };
  assert.deepEqual(committed, expected, 'write the files anew: node load/k6/write-default.ts');
});
