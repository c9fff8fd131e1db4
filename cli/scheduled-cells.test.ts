import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommandInput } from './command.ts';
import { readRequest } from './run-request.ts';
import { isPartial, whyPartial } from './scheduled-cells.ts';

const asked = async (values: CommandInput['values']): Promise<string | undefined> => {
  const request = await readRequest({ stack: 'process', ...values }, ['reference']);
  assert.equal(isPartial(request), true);
  return whyPartial(request);
};

test('what keeps a run from GO is said where the numbers of its checks do not say it', async () => {
  assert.equal(await asked({ only: ['stack.ready'] }), undefined);
  assert.equal(await asked({ device: ['android', 'tablet'] }), 'on android and tablet alone');
  assert.equal(await asked({ seed: 'S' }), 'on seed S instead of M');
  assert.equal(await asked({ stack: 'attach', rehearse: true }), 'in a rehearsal');
});
