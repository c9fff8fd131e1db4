import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedReader } from '../feed-reader.ts';
import type { FeedLine } from '../plan.ts';
import { Arrivals } from './arrivals.ts';

/** A feed of so many lines. */
function feedOf(count: number): Pick<FeedReader, 'next'> {
  let sequence = 0;
  return { next: () => (sequence < count ? ({ sequence: sequence++ } as FeedLine) : undefined) };
}

/** Sends at every due time by this process's clock; tells how late each went out, ms. */
async function played(starts: number[]): Promise<{ sent: number[]; lateMs: number[] }> {
  const arrivals = new Arrivals(feedOf(starts.length), Float64Array.from(starts));
  const startedAt = performance.now() + 20;
  const elapsedMs = () => performance.now() - startedAt;
  const { promise, resolve } = Promise.withResolvers<void>();
  const sent: number[] = [];
  const lateMs: number[] = [];
  arrivals.start((line, intendedMs) => {
    sent.push(line.sequence);
    lateMs.push(elapsedMs() - intendedMs);
    if (arrivals.isDone) resolve();
  }, elapsedMs);
  await promise;
  return { sent, lateMs };
}

test('each goes out once, in order and never before its time', async () => {
  const { sent, lateMs } = await played([0, 5, 5, 5.4, 12, 40, 41]);
  assert.deepEqual(sent, [0, 1, 2, 3, 4, 5, 6]);
  // Times are taken to the whole millisecond, and the clocks agree to a fiftieth of one.
  assert.ok(Math.min(...lateMs) >= -0.03, `the earliest went out ${lateMs.join(' ')} ms late`);
});

test('waiting awake takes a tenth of the time at most', async () => {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await played(Array.from({ length: 400 }, (_, nth) => nth + 1));
  const { user, system } = process.cpuUsage(before);
  const share = (user + system) / 1000 / (performance.now() - startedAt);
  assert.ok(share < 0.5, `expected half of a core at the most, got ${share.toFixed(2)}`);
});

test('a stop while it waits awake sends nothing more', async () => {
  const arrivals = new Arrivals(feedOf(2), Float64Array.from([0, 1]));
  const startedAt = performance.now();
  const sent: number[] = [];
  arrivals.start(
    (line) => {
      sent.push(line.sequence);
      arrivals.stop();
    },
    () => performance.now() - startedAt,
  );
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, 20);
  await promise;
  assert.deepEqual([sent, arrivals.isDone], [[0], true]);
});
