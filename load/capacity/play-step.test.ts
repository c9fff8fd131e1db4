import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Calibration } from '../calibration/calibrate.ts';
import { findCapacity } from './find-capacity.ts';
import { playStep } from './play-step.ts';

const holdMs = 100;
const mostAtOnce = 6;
/** What the server can do in a second, and so the knee where each user sends one request in a second. */
const knee = (mostAtOnce * 1000) / holdMs;

/** Six requests at once, each for 100 ms; whoever comes while six are under way is sent away. */
async function startNarrowServer() {
  let underWay = 0;
  const server = createServer((request, response) => {
    request.resume();
    const answer = (status: number) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"id":"1"}');
    if (underWay >= mostAtOnce) return void answer(503);
    underWay += 1;
    setTimeout(() => {
      underWay -= 1;
      answer(200);
    }, holdMs);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const calibration: Calibration = {
  ...{ ok: true, attempts: 1, ratePerSecond: 100, n: 300 },
  truth: { p50Ms: 20, p95Ms: 60 },
  measured: { p50Ms: 20, p95Ms: 60 },
  generator: { lagP99Ms: 1, lagMaxMs: 1, cpuShare: 0.1, cpuMs: 400, peakRssMb: 80, latenessP99Ms: 1 },
};

test('a planted knee is found by playing users at it, and what it fails on is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'capacity-'));
  await using server = await startNarrowServer();
  const expect = { status: [200], pointers: [{ pointer: '/id', type: 'string' as const }] };
  const play = (users: number) =>
    playStep(users, {
      planning: {
        name: 'narrow',
        mix: { requests: [{ name: 'job', method: 'GET', path: '/api/job', weight: 1, expect }] },
        records: {},
      },
      ratePerUserPerS: 1,
      seed: 'knee',
      step: { warmUpS: 0.5, measuredS: 1.5 },
      destination: { origin: 'http://app.example.test', address: '127.0.0.1', port: server.port },
      requirements: { writeShare: 0, uploads: false },
      signIn: (user) => Promise.resolve(`token ${user}`),
      // Wide, so that a busy box does not decide: only who is sent away does.
      limits: { p95Ms: 5000, errorRate: 0.05 },
      folder,
      calibration,
    });
  try {
    const { users, failed, ended, steps } = await findCapacity({ from: 20, most: 160, within: 0.4, play });
    assert.ok(users < knee * 1.2, `${users} are more than it can serve`);
    // A starved test machine may end the search, and never turn it into its contrary.
    if (ended !== null) return;
    assert.ok(users >= 20 && (failed?.users ?? 0) <= 160, `${users}, ${failed?.users}`);
    assert.match(failed?.failsOn ?? '', /^errors: [\d.]+ % > 5 %, such as job: status 503/u);
    assert.ok(steps.length <= 6);
  } finally {
    await rm(folder, { recursive: true });
  }
});
