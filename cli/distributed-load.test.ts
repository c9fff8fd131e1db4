import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { knownDelays } from '../load/calibration/known-delays.ts';
import { startServerProcess } from '../load/calibration/server-process.ts';
import { judgeParts, playParts, prepareDistributed } from '../load/distributed/index.ts';
import { environment } from '../stack/environment.ts';
import { findEngineK6, versionOfK6 } from './choose-engine.ts';

const k6 = await findEngineK6().catch(() => undefined);
// Where CI lacks k6, that is a failure and no skip.
const skip = k6 === undefined && !environment.ci ? 'no k6 on PATH, none built, GOLIVE_K6 unset' : false;

const server = new URL('../load/calibration/known-delay-server.ts', import.meta.url);
const secret = 'token-that-is-nobodys';
const [ratePerSecond, durationS, parts] = [90, 10, 3];

const mix = {
  headers: { authorization: 'Bearer {token}' },
  requests: [
    {
      name: 'known delay',
      method: 'GET' as const,
      path: '/wait/{delay}',
      weight: 1,
      expect: { status: [200], pointers: [{ pointer: '/waitMs', equals: '{delay}' }] },
    },
  ],
};

test(
  'three k6 play one archive, each its segment, and their parts are the plan again',
  { skip },
  async () => {
    assert.ok(k6 !== undefined, 'expected k6 in CI, got none: golive doctor --fix');
    const folder = mkdtempSync(join(tmpdir(), 'golive-distributed-'));
    await using running = await startServerProcess(server);
    const { signal } = new AbortController();
    try {
      await prepareDistributed({
        planning: {
          name: 'distributed',
          mix,
          users: 10,
          ratePerSecond,
          durationS,
          warmUpS: 1,
          seed: 'distributed',
          records: { delay: knownDelays(200) },
        },
        destination: { origin: `http://127.0.0.1:${running.port}`, address: '127.0.0.1', port: running.port },
        signIn: async (user) => await Promise.resolve(`${secret}-${user}`),
        requirements: { writeShare: 0, uploads: false },
        limits: { p95Ms: 500, errorRate: 0.02 },
        least: { overall: 500, endpoint: 300, closed: 300 },
        folder,
        signal,
        parts,
        k6: k6.path,
        k6Version: await versionOfK6(k6.path),
        golive: 'test',
        keepsAuthority: true,
      });
      for (const name of readdirSync(folder).filter((file) => file !== 'tokens.env')) {
        assert.ok(!readFileSync(join(folder, name)).includes(secret), `${name} holds a token`);
      }
      assert.equal(statSync(join(folder, 'tokens.env')).mode & 0o077, 0);
      await playParts({ folder, k6: k6.path, signal });
      const { overall, plan, rate, invalid, errors } = await judgeParts(folder, []);
      const planned = ratePerSecond * durationS;
      assert.equal(plan.plannedRequests, planned);
      // A busy machine may start one arrival late, or be no measure of time: counts are what is asked here.
      assert.ok(planned - overall.n <= 1 && overall.n <= planned, `${overall.n} of ${planned}`);
      assert.equal(overall.ok, overall.n, JSON.stringify(errors.details[0]));
      assert.ok(rate.share > 0.9 && (overall.percentiles?.p50Ms ?? 0) > 10);
      const kinds = invalid
        .map(({ code }) => code)
        .filter((code) => code !== 'starved' && code !== 'calibration');
      assert.deepEqual(kinds, []);
      rmSync(join(folder, 'part-2.json'));
      const without = await judgeParts(folder, []);
      assert.ok(without.invalid.some(({ reason }) => reason === 'part 2 of 3 is missing'));
      assert.ok(Math.abs(without.overall.n / planned - 2 / 3) < 0.01, `${without.overall.n} without part 2`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
