import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { calibrate, type CalibrationOptions } from './calibrate.ts';
import { exactPercentile, KNOWN_P95_MS, knownDelays } from './known-delays.ts';

async function calibrated(nodeArguments: string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'load-calibration-'));
  const options: CalibrationOptions = {
    folder,
    ratePerSecond: 60,
    p95LimitMs: 500,
    seed: 'test',
    nodeArguments,
    attempts: 1,
  };
  try {
    return await calibrate(options);
  } finally {
    await rm(folder, { recursive: true });
  }
}

for (const count of [150, 350, 1000]) {
  test(`${count} known delays have a median of 20 ms and a p95 of 60 ms on a flat stretch`, () => {
    const delays = knownDelays(count);
    assert.equal(exactPercentile(delays, 50), 20);
    assert.equal(exactPercentile(delays, 95), KNOWN_P95_MS);
    assert.equal(exactPercentile(delays, 94), KNOWN_P95_MS);
    assert.equal(exactPercentile(delays, 96), KNOWN_P95_MS);
    assert.ok(Math.max(...delays) <= 200 && Math.min(...delays) >= 1);
  });
}

// Faults planted from outside, into the driver's Node.
const starve = 'setInterval(() => { const end = Date.now() + 80; while (Date.now() < end); }, 120).unref()';
// Fast, not slow: what a busy box adds would hide what a slow clock takes away.
const fastClock = 'const real = performance.now.bind(performance); performance.now = () => real() * 2';
// By so much that a busy box would have to add 170 ms to hide it.
const slowClock = fastClock.replace('* 2', '/ 4');
const planted = (script: string) => ['--import', `data:text/javascript,${encodeURIComponent(script)}`];

suite('calibration', { concurrency: 3 }, () => {
  test('a starved generator is refused, with the reason', async () => {
    const { ok, refusal } = await calibrated(planted(starve));
    assert.equal(ok, false);
    assert.match(refusal ?? '', /this box cannot measure now: .*the generator was starved/);
  });

  test('a clock that runs fast is refused by what it makes of the known delays', async () => {
    const { ok, refusal, addsMs = Infinity } = await calibrated(planted(fastClock));
    assert.equal(ok, false);
    assert.match(refusal ?? '', /p95 of known delays: expected 60 ms ± 3\.0, got/);
    assert.ok(addsMs > 25, `${addsMs} ms: more than any limit of 500 ms allows`);
  });

  test('a clock that runs slow is refused, whatever it would let pass', async () => {
    const { ok, refusal, addsMs } = await calibrated(planted(slowClock));
    assert.deepEqual([ok, addsMs], [false, undefined]);
    assert.match(refusal ?? '', /p95 of known delays: expected 60 ms ± 3\.0, got/);
  });

  test('what it measures it says, whether the box is quiet or not', async () => {
    const result = await calibrated();
    assert.deepEqual(result.truth, { p50Ms: 20, p95Ms: 60 });
    assert.equal(result.n, 180);
    assert.equal(result.ok, result.refusal === undefined);
    // A loaded box adds, it never takes away: no measured figure lies below the truth.
    assert.ok(result.measured.p95Ms >= 59 && result.measured.p50Ms >= 19, JSON.stringify(result));
  });
});
