import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { Seen, Shape } from '../bench/shaped-server.ts';
import { startServerProcess } from '../calibration/server-process.ts';
import type { LoadMixInput } from '../mix.ts';
import { writePlan } from '../plan-files.ts';
import { planLoad, type PlanInput } from '../planner.ts';
import { playPart, type PlayOptions } from '../engines/play-part.ts';
import type { Sample } from '../engines/samples.ts';

const ID = { status: [200, 201], pointers: [{ pointer: '/id', type: 'string' as const }] };
const read = { name: 'read', method: 'GET' as const, path: '/jobs/{sequence}', weight: 3, expect: ID };
const write = {
  name: 'write',
  method: 'POST' as const,
  path: '/jobs',
  weight: 1,
  write: true,
  body: { json: { title: '{unique}' } },
  expect: ID,
};
const MIX: LoadMixInput = { requests: [read, write] };

interface Playing {
  shape: Shape;
  planning?: Partial<PlanInput>;
  options?: Partial<PlayOptions>;
  sources?: string[];
  port?: number;
}

async function play(playing: Playing) {
  const folder = await mkdtemp(join(tmpdir(), 'load-play-'));
  await using server = await startServerProcess(new URL('../bench/shaped-server.ts', import.meta.url), [
    JSON.stringify(playing.shape),
  ]);
  const origin = 'http://app.example.test';
  const base = {
    name: 'test',
    mix: MIX,
    users: 4,
    ratePerSecond: 50,
    durationS: 2,
    warmUpS: 0,
    seed: 's',
    records: {},
    origin,
  };
  const { plan, feed } = planLoad({ ...base, requestTimeoutMs: 1000, ...playing.planning });
  await writePlan(folder, plan, feed);
  const sourceAddresses = playing.sources ?? [];
  const destination = { origin, address: '127.0.0.1', port: playing.port ?? server.port, sourceAddresses };
  const tokens = Array.from({ length: plan.users }, (_, user) => `token-${user}`);
  try {
    const played = await playPart({ folder, plan, part: 1, destination, tokens, ...playing.options });
    const seen = (await (await fetch(`http://127.0.0.1:${server.port}/seen`)).json()) as Seen;
    return { ...played, plan, feed, seen };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const count = (samples: readonly Sample[], outcome: Sample['outcome']) =>
  samples.filter((s) => s.outcome === outcome).length;

// Mostly waiting, so several at a time; nothing here depends on how fast the box is.
suite('the open-loop driver', { concurrency: 6 }, () => {
  test('every request of the feed is sent once, with its user, token, host and source address', async () => {
    const sources = ['127.0.1.1', '127.0.1.2', '127.0.1.3', '127.0.1.4'];
    const { samples, summary, feed, seen } = await play({ shape: { delaysMs: [5] }, sources });
    assert.equal(samples.length, feed.length);
    assert.deepEqual(
      samples.map((s) => s.sequence).toSorted((a, b) => a - b),
      feed.map((line) => line.sequence),
    );
    assert.equal(count(samples, 'ok'), 100);
    assert.equal(summary.sent, 100);
    assert.equal(seen.requests, 100);
    assert.equal(seen.writes, 25);
    assert.equal(seen.distinctBodies, 25);
    assert.deepEqual(seen.addresses.toSorted(), sources);
    assert.deepEqual(
      seen.tokens.toSorted(),
      [0, 1, 2, 3].map((user) => `Bearer token-${user}`),
    );
    assert.deepEqual(seen.hosts, ['app.example.test']);
    assert.ok(
      samples.every((s) => s.latencyMs >= 4.5),
      'no answer is faster than the server',
    );
  });

  test('wrong answers are told apart: errors, 429s and the login page with status 200', async () => {
    const shape = { delaysMs: [1], errorEvery: 10, limitEvery: 4, loginPageEvery: 25 };
    const { samples, summary } = await play({ shape });
    assert.equal(count(samples, 'wrong-status'), 10);
    // Every 20th is an error already; the 100th is so too.
    assert.equal(count(samples, 'limited'), 20);
    assert.equal(count(samples, 'wrong-body'), 2);
    assert.ok(
      summary.failures.some((each) => each.outcome === 'wrong-body' && each.actual.startsWith('text/html')),
    );
    assert.ok(
      summary.failures.some((each) => each.expected === 'status 200 or 201' && each.actual === 'status 500'),
    );
  });

  test('a stall is seen by all who came while it lasted, not by one', async () => {
    const shape = { delaysMs: [2], stall: { everyMs: 2000, forMs: 1000 } };
    const { samples } = await play({ shape, planning: { durationS: 2, requestTimeoutMs: 5000 } });
    const waited = samples.filter((s) => s.latencyMs > 100).length;
    // 1 s of the 2 s at 50/s: about 45 wait for more than 100 ms (a closed loop of four users would see four).
    assert.ok(waited >= 30, `${waited} of ${samples.length} waited`);
    assert.equal(count(samples, 'ok'), 100);
  });

  test('requests that hang hold up nobody, and end at the time-out', async () => {
    const { samples, seen } = await play({ shape: { delaysMs: [1], hangEvery: 2 } });
    assert.equal(seen.requests, 100);
    assert.equal(count(samples, 'timeout'), 50);
    assert.equal(count(samples, 'ok'), 50);
    const late = samples.filter((s) => s.outcome === 'timeout');
    assert.ok(late.every((s) => s.latencyMs >= 1000 && s.latencyMs - s.latenessMs < 4000));
  });

  test('over the bound of requests in flight the rest is dropped and counted', async () => {
    const { samples, summary, seen } = await play({
      shape: { delaysMs: [1], hangEvery: 1 },
      planning: { maxInFlight: 10 },
    });
    assert.ok(summary.dropped > 0);
    assert.equal(summary.sent + summary.dropped, 100);
    assert.equal(count(samples, 'dropped'), summary.dropped);
    assert.equal(seen.requests, summary.sent);
  });

  test('nobody listening is an error of each request, not of the run', async () => {
    const { samples } = await play({ shape: { delaysMs: [1] }, port: 1, planning: { durationS: 1 } });
    assert.equal(count(samples, 'network'), 50);
  });

  test('an upload carries the file and bytes of its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'load-upload-'));
    const file = join(folder, 'photo.bin');
    await writeFile(file, Buffer.alloc(20_000, 7));
    const upload = { file, contentType: 'image/png', field: 'photos' };
    const mix = { requests: [{ ...write, name: 'photo', upload: true, body: { upload } }] };
    const { samples, seen } = await play({
      shape: { delaysMs: [1] },
      planning: { mix, durationS: 1, ratePerSecond: 20 },
    });
    await rm(folder, { recursive: true });
    assert.equal(count(samples, 'ok'), 20);
    assert.equal(seen.distinctBodies, 20);
    assert.ok(seen.uploadBytes > 20 * 20_000);
  });

  test('progress is told every second', async () => {
    const told: number[] = [];
    const onProgress: PlayOptions['onProgress'] = (progress) => told.push(progress.sent);
    await play({ shape: { delaysMs: [1] }, planning: { durationS: 3 }, options: { onProgress } });
    assert.ok(told.length >= 2);
    assert.ok((told.at(-1) ?? 0) > (told[0] ?? 0));
  });

  test('a stop ends the run within a moment', async () => {
    const stop = new AbortController();
    const startedAt = performance.now();
    setTimeout(() => stop.abort(), 700);
    const playing = play({
      shape: { delaysMs: [1] },
      planning: { durationS: 20 },
      options: { signal: stop.signal },
    });
    await assert.rejects(playing, { name: 'LoadError', code: 'aborted' });
    assert.ok(performance.now() - startedAt < 10_000);
  });

  test('a host that is not loopback is refused before anything is sent', async () => {
    const destination = { origin: 'https://app.example.test', address: '192.0.2.1', port: 443 };
    await assert.rejects(play({ shape: { delaysMs: [1] }, options: { destination } }), {
      code: 'host-not-allowed',
    });
  });

  test('a file that is not there is named', async () => {
    const upload = { file: '/nowhere/photo.png', contentType: 'image/png', field: 'photos' };
    const mix = { requests: [{ ...write, name: 'photo', upload: true, body: { upload } }] };
    await assert.rejects(play({ shape: { delaysMs: [1] }, planning: { mix } }), {
      code: 'file-missing',
      message: /plan.files: expected a readable file to upload at \/nowhere\/photo\.png/,
    });
  });

  test('the driver is not built on fetch, which costs nine times as much', async () => {
    const sources = (await readdir(import.meta.dirname)).filter((name) => !name.endsWith('.test.ts'));
    for (const name of sources) {
      assert.doesNotMatch(await readFile(join(import.meta.dirname, name), 'utf8'), /\bfetch\(/, name);
    }
  });
});
