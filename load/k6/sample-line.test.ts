import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedLine } from '../plan.ts';
import { readSampleLine, sampleLine } from './sample-line.ts';

const line = { sequence: 17 } as FeedLine;
const timing = { intendedMs: 1234.5, latenessMs: 2, latencyMs: 45.679 };

test('what k6 says of a request is what is read of it', () => {
  const finer = { ...timing, latencyMs: 45.678901 };
  const right = { outcome: 'ok', status: 200, bytes: 99 } as const;
  assert.deepEqual(readSampleLine(sampleLine(line, finer, right)), { sequence: 17, ...timing, ...right });
  const difference = { expected: 'status 200 or 201', actual: 'a "page"\nof two lines' };
  const wrong = { outcome: 'wrong-status', status: 500, bytes: 0 } as const;
  const said = sampleLine(line, timing, { ...wrong, difference });
  assert.ok(!said.includes('\n'), 'one line');
  assert.deepEqual(readSampleLine(said), { sequence: 17, ...timing, ...wrong, ...difference });
});

test('other lines, and a line that was cut, are no samples', () => {
  for (const text of ['', 'hello', 'golive 17 12', 'golive 17 1 2 3 200 9 fine', 'golive x 1 2 3 200 9 ok']) {
    assert.equal(readSampleLine(text), undefined, text);
  }
});
