import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { findLabelled } from '../stack/docker/engine/labelled-things.ts';
import { environment } from '../stack/environment.ts';
import { startGolive, type Moment } from './testing/golive-child.ts';
import { childrenAfter, leftoversAfter } from './testing/leftovers.ts';
import { makePlace } from './testing/place.ts';

/** CI says so. Where it does, a missing engine is a failure. */
const isAsked = environment.inherited['GOLIVE_TEST_DOCKER'] === '1';
const goneLimitMs = 30_000;

const small = ['--stack', 'docker', '--seed', 'S', '--device', 'android'] as const;
const signIn = ['verify', 'reference', '--only', 'sign-in.works', ...small] as const;

const moments: readonly { readonly name: string; readonly at: Moment }[] = [
  { name: 'while its containers are made', at: { line: /starting database and objects/u, afterMs: 1_500 } },
  { name: 'while the system is seeded', at: { line: /making schema/u, afterMs: 500 } },
  { name: 'while the replicas start', at: { line: /2 times, behind/u, afterMs: 800 } },
  { name: 'when the stack is up', at: { line: /start done/u } },
];

async function heldAfter(run: string, limitMs: number): Promise<readonly string[]> {
  const until = performance.now() + limitMs;
  for (;;) {
    const held = (await findLabelled(run)).map(({ kind, name }) => `${kind} ${name}`);
    if (held.length === 0 || performance.now() > until) return held;
    await pause(200);
  }
}

describe(
  'after kill -9 of Golive the engine holds nothing of its run',
  { skip: !isAsked && 'GOLIVE_TEST_DOCKER=1 runs it' },
  () => {
    for (const { name, at } of moments) {
      it(name, { timeout: 240_000 }, async (test) => {
        using place = makePlace();
        mkdirSync(place.reports);
        const [command, ...words] = signIn;
        const golive = startGolive({ place, arguments: [command, '--reports', place.reports, ...words] });
        await golive.reached(at);
        const run = /^run (\S+):/mu.exec(golive.said())?.[1] ?? '';
        golive.child.kill('SIGKILL');
        const killedAt = performance.now();
        assert.deepEqual(await heldAfter(run, goneLimitMs), []);
        test.diagnostic(`gone after ${Math.round(performance.now() - killedAt)} ms`);
        assert.deepEqual(await childrenAfter(place), []);
        assert.deepEqual(await leftoversAfter(place), []);
        // What was being made when the run was killed is not made afterwards.
        await pause(1_000);
        assert.deepEqual(await heldAfter(run, 0), []);
      });
    }
  },
);
