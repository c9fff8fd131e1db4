import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { knownDelays } from '../load/calibration/known-delays.ts';
import { startServerProcess } from '../load/calibration/server-process.ts';
import { judgeParts, playOnePart, playParts, prepareDistributed } from '../load/distributed/index.ts';
import { environment } from '../stack/environment.ts';
import { findEngineK6, versionOfK6 } from './choose-engine.ts';

const k6 = (await findEngineK6().catch(() => undefined))?.path ?? '';
// Where CI lacks k6, that is a failure and no skip.
const skip = k6 === '' && !environment.ci ? 'no k6 on PATH, none built, GOLIVE_K6 unset' : false;

const server = new URL('../load/calibration/known-delay-server.ts', import.meta.url);
const secret = 'token-that-is-nobodys';
const [ratePerSecond, durationS, parts] = [90, 10, 3];
const planned = ratePerSecond * durationS;
const { signal } = new AbortController();

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
const records = { delay: knownDelays(200) };
const shape = { users: 10, ratePerSecond, durationS, warmUpS: 1 };

async function prepare(folder: string, port: number): Promise<void> {
  assert.ok(k6 !== '', 'expected k6 in CI, got none: golive doctor --fix');
  await prepareDistributed({
    planning: { name: 'distributed', mix, ...shape, seed: 'distributed', records },
    destination: { origin: `http://127.0.0.1:${port}`, address: '127.0.0.1', port },
    signIn: async (user) => await Promise.resolve(`${secret}-${user}`),
    requirements: { writeShare: 0, uploads: false },
    limits: { p95Ms: 500, errorRate: 0.02 },
    least: { overall: 500, endpoint: 300, closed: 300 },
    ...{ folder, signal, parts, k6, golive: 'test', keepsAuthority: true },
    k6Version: await versionOfK6(k6),
  });
}

function scratch(): { folder: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'golive-distributed-'));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

/** One arrival may be lost at the end of k6's time. */
function assertPlanned(n: number): void {
  assert.ok(planned - n <= 1 && n <= planned, `${n} of ${planned}`);
}

test(
  'three k6 play one archive, each its segment, and their parts are the plan again',
  { skip },
  async () => {
    using place = scratch();
    const { folder } = place;
    await using running = await startServerProcess(server);
    await prepare(folder, running.port);
    for (const name of readdirSync(folder).filter((file) => file !== 'tokens.env')) {
      assert.ok(!readFileSync(join(folder, name)).includes(secret), `${name} holds a token`);
    }
    assert.equal(statSync(join(folder, 'tokens.env')).mode & 0o077, 0);
    await playParts({ folder, k6, signal });
    const { overall, plan, rate, invalid, errors } = await judgeParts(folder, []);
    assert.equal(plan.plannedRequests, planned);
    assertPlanned(overall.n);
    assert.equal(overall.ok, overall.n, JSON.stringify(errors.details[0]));
    assert.ok(rate.share > 0.9 && (overall.percentiles?.p50Ms ?? 0) > 10);
    // A busy machine is no measure of time: counts are what is asked here.
    const kinds = invalid
      .map(({ code }) => code)
      .filter((code) => code !== 'starved' && code !== 'calibration');
    assert.deepEqual(kinds, []);
    rmSync(join(folder, 'part-2.json'));
    const without = await judgeParts(folder, []);
    assert.ok(without.invalid.some(({ reason }) => reason === 'part 2 of 3 is missing'));
    assert.ok(Math.abs(without.overall.n / planned - 2 / 3) < 0.01, `${without.overall.n} without part 2`);
    const again = { folder, index: 2, of: parts, k6, signal };
    // The one is told before it is calibrated, the other after.
    for (const atMs of [Date.now() - 1, Date.now() + 100])
      await assert.rejects(
        playOnePart({ ...again, atMs }),
        /--at: expected to be ready before 20.*nothing was sent$/u,
      );
    const late = await playOnePart(again);
    assert.deepEqual([late.index, late.of], [2, 3]);
    const apart = await judgeParts(folder, []);
    assertPlanned(apart.overall.n);
    assert.ok(apart.invalid.some(({ code }) => code === 'parts-apart'));
  },
);

test('where one k6 fails, the others end at once, and no part of them is left', { skip }, async () => {
  using place = scratch();
  const { folder } = place;
  await using running = await startServerProcess(server);
  await prepare(folder, running.port);
  // Not `k6`: in its home that is where k6 looks for its settings.
  const failing = join(folder, 'second-fails');
  const text = `#!/bin/sh\ncase "$*" in *1/3:2/3*) exit 7 ;; esac\nexec '${k6}' "$@"\n`;
  writeFileSync(failing, text, { mode: 0o755 });
  await assert.rejects(
    playParts({ folder, k6: failing, signal }),
    /part 2: k6: expected exit code 0, got 7/u,
  );
  const left = readdirSync(folder).filter((name) => /^part-\d\.json$/u.test(name));
  assert.deepEqual(left, []);
});
