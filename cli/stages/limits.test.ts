import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requiredCells } from '../../reports/required.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { checksAsShipped } from './limits.ts';
import { stagesFor } from './list.ts';

const reference = await loadTarget(targetFile('reference'));
const raised = {
  ...reference,
  loginLimit: { attempts: 5, perS: 60, stack: 'as-shipped', paceMs: 0, account: 'technician' },
} as const;

test('a limit that the run raises is asked of a stack as shipped, and judged on it', () => {
  assert.deepEqual(checksAsShipped(raised), ['login.limited', 'login.limit-holds']);
  const cells = requiredCells(raised, { profile: 'gate', devices: ['android'], main: 'android' });
  const stacks = cells.filter(({ check }) => check === 'login.limited').map(({ stack }) => stack);
  assert.deepEqual(stacks, ['as-shipped']);
  assert.ok(stagesFor({ only: [], profile: 'gate', target: raised }).some(({ name }) => name === 'limits'));
});

test('without one there is no such stage, and everything is asked of the run’s own stack', () => {
  assert.deepEqual(checksAsShipped(reference), []);
  assert.ok(
    !stagesFor({ only: [], profile: 'gate', target: reference }).some(({ name }) => name === 'limits'),
  );
  assert.deepEqual(checksAsShipped({ ...reference, loginLimit: { notApplicable: 'its plan has none' } }), []);
});
