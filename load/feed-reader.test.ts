import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FeedReader } from './feed-reader.ts';
import { writePlan } from './plan-files.ts';
import type { FeedLine, LoadPlan } from './plan.ts';

const line = (sequence: number): FeedLine => ({
  sequence,
  part: sequence % 3 === 0 ? 3 : 1,
  phase: 'measured',
  name: 'page',
  method: 'POST',
  path: '/',
  headers: {},
  // Lines longer than what is read at a time, and characters of several bytes across its ends.
  body: 'ü€😀'.repeat(sequence % 7 === 0 ? 3000 : sequence % 11),
  user: 0,
  expected: { status: [204], pointers: [] },
});

test('a part of a feed is read line by line as it was written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'load-feed-'));
  const feed = Array.from({ length: 200 }, (_, sequence) => line(sequence));
  await writePlan(folder, { requests: [] } as unknown as LoadPlan, feed);
  for (const part of [1, 2, 3]) {
    const reader = new FeedReader(folder, part);
    const read: FeedLine[] = [];
    for (let next = reader.next(); next !== undefined; next = reader.next()) read.push(next);
    reader.close();
    assert.deepEqual(
      read,
      feed.filter((each) => each.part === part),
    );
  }
  rmSync(folder, { recursive: true });
});
