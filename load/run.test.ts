import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { Shape } from './bench/shaped-server.ts';
import type { Calibration } from './calibration/calibrate.ts';
import { startServerProcess } from './calibration/server-process.ts';
import { runLoad, type LoadProgress, type LoadRunOptions } from './run.ts';
import type { Judgement } from './statistics/judge.ts';

const ID = { status: [200, 201], pointers: [{ pointer: '/id', type: 'string' as const }] };
const requests = (photo: string): LoadRunOptions['planning']['mix']['requests'] => [
  { name: 'job list', method: 'GET', path: '/api/jobs?page={page}', weight: 70, expect: ID },
  {
    name: 'new job',
    method: 'POST',
    path: '/api/jobs',
    weight: 28,
    write: true,
    body: { json: { title: '{unique}' } },
    expect: ID,
  },
  {
    name: 'photo',
    method: 'POST',
    path: '/api/jobs/1/photos',
    weight: 2,
    write: true,
    upload: true,
    body: { upload: { file: photo, contentType: 'image/png', field: 'photos' } },
    expect: ID,
  },
];

const calibration: Calibration = {
  ok: true,
  attempts: 1,
  ratePerSecond: 100,
  n: 300,
  truth: { p50Ms: 20, p95Ms: 60 },
  measured: { p50Ms: 20.5, p95Ms: 60.5 },
  generator: { lagP99Ms: 1, lagMaxMs: 1, cpuShare: 0.1, cpuMs: 400, peakRssMb: 80, latenessP99Ms: 1 },
};

async function run(
  shape: Shape,
  more: Partial<LoadRunOptions> = {},
  planning: Partial<LoadRunOptions['planning']> = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'load-run-'));
  await writeFile(join(folder, 'photo.png'), Buffer.alloc(5000, 1));
  const script = new URL('./bench/shaped-server.ts', import.meta.url);
  await using server = await startServerProcess(script, [JSON.stringify(shape)]);
  const base = { name: 'test', users: 10, ratePerSecond: 100, plannedRequests: 300, warmUpS: 0.5, seed: 's' };
  const mix = { requests: requests(join(folder, 'photo.png')) };
  try {
    return await runLoad({
      planning: { ...base, mix, records: { page: [1, 2] }, ...planning },
      destination: { origin: 'http://app.example.test', address: '127.0.0.1', port: server.port },
      signIn: (user) => Promise.resolve(`token ${user}`),
      // A wide limit of lateness, so that a busy box does not decide these tests.
      limits: { p95Ms: 600, errorRate: 0.02 },
      least: { overall: 200, endpoint: 60, closed: 100 },
      folder,
      calibration,
      ...more,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const find = (judgements: readonly Judgement[], id: Judgement['id']) => {
  return judgements.find((each) => each.id === id && each.subject === 'all requests');
};

// A starved test machine may turn any verdict into inconclusive, never into its contrary.
const unlessStarved = (judgement: Judgement | undefined, outcome: Judgement['outcome']) => {
  assert.ok(judgement !== undefined);
  if (judgement.outcome === 'inconclusive' && /starved|rate/.test(judgement.reason)) return;
  assert.equal(judgement.outcome, outcome, judgement.reason);
};

suite('runLoad', { concurrency: 6 }, () => {
  test('a healthy system passes, with figures, writes and plots', async () => {
    const told: LoadProgress[] = [];
    const result = await run({ delaysMs: [5, 10, 20] }, { onProgress: (progress) => told.push(progress) });
    unlessStarved(find(result.judgements, 'p95'), 'pass');
    unlessStarved(find(result.judgements, 'error-rate'), 'pass');
    assert.equal(result.overall.n, 300);
    assert.deepEqual(
      result.endpoints.map(({ subject, n, judged }) => [subject, n, judged]),
      [
        ['job list', 210, true],
        ['new job', 84, true],
        ['photo', 6, false],
      ],
    );
    assert.ok(
      Math.abs(result.plan.writeShare - 0.3) < 1e-9 && Math.abs(result.plan.uploadShare - 0.02) < 1e-9,
    );
    const jobs = result.writes.find((each) => each.name === 'new job');
    assert.deepEqual(jobs, {
      name: 'new job',
      upload: false,
      sent: 92,
      acknowledged: 92,
      uncertain: 0,
      refused: 0,
    });
    assert.deepEqual(
      result.plots.map((plot) => plot.name),
      ['p95-over-time', 'percentile-curve', 'endpoint-bars'],
    );
    assert.ok(
      told.some((progress) => progress.phase === 'sign-in' && progress.latest === '10 of 10 users signed in'),
    );
    assert.ok(
      told.some(
        (progress) => progress.phase === 'measured' && /sent, p95 \d+ ms, 0 failed/.test(progress.latest),
      ),
    );
  });

  test('users who wait and think are judged beside the arrivals, and the worst counts', async () => {
    const result = await run({ delaysMs: [5, 10, 20] }, {}, { closed: { warmUpS: 0.5, durationS: 2 } });
    const closed = result.judgements.find((each) => each.subject === 'users who wait and think');
    unlessStarved(closed, 'pass');
    assert.ok(result.closed !== undefined && result.closed.overall.n === result.closed.planned);
    assert.ok(Math.abs(result.closed.planned - 200) < 40, `${result.closed.planned} planned`);
    assert.equal(find(result.judgements, 'error-rate')?.n, 300 + result.closed.planned);
    const written = result.writes.find((each) => each.name === 'new job');
    assert.ok((written?.acknowledged ?? 0) > 92, 'writes of both are counted');
  });

  test('a server that stalls 2 s in every 10 is NO-GO, though waiting users hardly notice', async () => {
    // Whole stall periods, and enough of them that their resampled seconds agree: four, of the gate's six.
    const stalls = { delaysMs: [10], stall: { everyMs: 10_000, forMs: 2000 } };
    const result = await run(
      stalls,
      {},
      { plannedRequests: 4000, warmUpS: 0, closed: { warmUpS: 0, durationS: 10 }, requestTimeoutMs: 5000 },
    );
    unlessStarved(find(result.judgements, 'p95'), 'fail');
    const waiting = result.closed?.overall.percentiles?.p95Ms ?? NaN;
    assert.ok(waiting < (result.overall.percentiles?.p95Ms ?? 0), `${waiting} ms`);
  });

  test('p95 of 700 ms fails, errors do not', async () => {
    const result = await run({ delaysMs: [...Array.from({ length: 9 }, () => 10), 700] });
    unlessStarved(find(result.judgements, 'p95'), 'fail');
    unlessStarved(find(result.judgements, 'error-rate'), 'pass');
  });

  test('errors and 429s fail on their own lines', async () => {
    const result = await run({ delaysMs: [5], errorEvery: 10, limitEvery: 8 });
    unlessStarved(find(result.judgements, 'p95'), 'pass');
    unlessStarved(find(result.judgements, 'error-rate'), 'fail');
    unlessStarved(find(result.judgements, 'limited-rate'), 'fail');
    assert.ok(result.errors.details.length > 0);
    assert.equal(result.errors.byOutcome['wrong-status'], result.overall.failed);
  });

  test('what 300 requests cannot decide is extended once, and then left undecided', async () => {
    const result = await run(
      { delaysMs: [5] },
      { limits: { p95Ms: 600, errorRate: 0.001 } },
      { extension: true },
    );
    if (result.invalid.length > 0) return;
    assert.equal(result.plan.extended, true);
    assert.equal(result.overall.n, 600);
    assert.equal(find(result.judgements, 'error-rate')?.outcome, 'inconclusive');
    assert.equal(find(result.judgements, 'p95')?.outcome, 'pass');
  });

  test('a box that failed its calibration proves nothing, good or bad', async () => {
    const refused = { ...calibration, ok: false, refusal: 'this box cannot measure now: p95' };
    const result = await run({ delaysMs: [5], errorEvery: 5 }, { calibration: refused });
    assert.ok(
      result.judgements.every(
        (each) => each.outcome === 'inconclusive' && each.reason.includes('cannot measure'),
      ),
    );
  });

  test('a box that only adds to latencies proves what passes all the same', async () => {
    const adding = { ...calibration, ok: false, refusal: 'this box cannot measure now: p50', addsMs: 6 };
    const passing = await run({ delaysMs: [5] }, { calibration: adding });
    unlessStarved(find(passing.judgements, 'p95'), 'pass');
    const slow = await run({ delaysMs: [650] }, { calibration: adding });
    assert.match(find(slow.judgements, 'p95')?.reason ?? '', /cannot measure/u);
  });

  test('dropped requests prove nothing', async () => {
    const result = await run({ delaysMs: [400] }, {}, { maxInFlight: 5 });
    assert.ok(result.overall.dropped > 0);
    assert.ok(result.judgements.every((each) => each.outcome === 'inconclusive'));
    assert.ok(result.invalid.some((each) => each.code === 'dropped'));
  });

  test('a system that answers nothing is a result, not a crash', async () => {
    const result = await run({ delaysMs: [1], errorEvery: 1 });
    unlessStarved(find(result.judgements, 'error-rate'), 'fail');
    assert.equal(find(result.judgements, 'p95')?.outcome, 'inconclusive');
  });

  test('a mix without uploads and a host that is not loopback are refused', async () => {
    const mix = { requests: requests('x').slice(0, 2) };
    await assert.rejects(run({ delaysMs: [1] }, {}, { mix }), { code: 'mix-invalid' });
    const destination = { origin: 'https://app.example.test', address: '192.0.2.7', port: 443 };
    await assert.rejects(run({ delaysMs: [1] }, { destination }), { code: 'host-not-allowed' });
  });
});
