import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPlan } from '../plan-files.ts';
import { defaultPlan } from './default-plan.ts';

test('the committed default plan is the one that is described, so that k6 plays it by hand', async () => {
  const committed = await readPlan(join(import.meta.dirname, 'default'));
  assert.deepEqual(committed, defaultPlan(), 'write the files anew: node load/k6/write-default.ts');
});
