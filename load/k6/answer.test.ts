import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedLateness, latencyOf } from './answer.ts';

test("a start within a step of k6's clock is another moment of arrival; a later one is waiting, and counts whole", () => {
  assert.deepEqual([0, 0.7, 1.5].map(countedLateness), [0, 0, 0]);
  assert.deepEqual([1.6, 12, 2000].map(countedLateness), [1.6, 12, 2000]);
});

test('connecting is in the time until there was a connection, and counts once', () => {
  const timings = { blocked: 5, connecting: 2, tls_handshaking: 3, duration: 10 } as Parameters<
    typeof latencyOf
  >[0];
  assert.equal(latencyOf(timings), 15);
  assert.equal(latencyOf({ ...timings, blocked: 0 }), 15);
});
