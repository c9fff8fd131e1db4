import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paced } from './paced.ts';

test('the first at once, the others no sooner than asked', async () => {
  const gate = paced(30);
  const startedAt = performance.now();
  await gate();
  const first = performance.now() - startedAt;
  await gate();
  await gate();
  assert.ok(first < 25, `the first came after ${first} ms`);
  assert.ok(performance.now() - startedAt >= 58);
});
