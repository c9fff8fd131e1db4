import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { readJournal } from '../evidence/journal.ts';
import { verdictSchema } from '../reports/verdict.ts';
import { startGolive, type GoliveChild } from './testing/golive-child.ts';
import { killPoints, type KillPoint } from './testing/kill-points.ts';
import { childrenAfter, leftoversAfter, processesOf } from './testing/leftovers.ts';
import { makePlace, type Place } from './testing/place.ts';

/** What is promised. One point may be late on a starved machine: all of them together are held to it. */
const promisedMs = 5_000;
const tookMs = new Map<string, number>();

async function fileAppears(place: Place, golive: GoliveChild, file: RegExp): Promise<void> {
  const isThere = (): boolean =>
    place.runs().some((run) => readdirSync(join(place.reports, run)).some((name) => file.test(name)));
  while (!isThere()) {
    if (golive.child.exitCode !== null)
      throw new Error(`expected ${file} before the end of:\n${golive.said()}`);
    await pause(1);
  }
}

/** False where the moment was missed: on a busy machine a test may be called long after what it waited for. */
async function come(place: Place, golive: GoliveChild, { at, running }: KillPoint): Promise<boolean> {
  if ('file' in at) await fileAppears(place, golive, at.file);
  else await golive.reached(at);
  if (running === undefined) return golive.child.exitCode === null;
  // What was announced may not have been started yet.
  const until = performance.now() + 10_000;
  while (performance.now() < until && golive.child.exitCode === null) {
    if (processesOf(place).some((line) => running.test(line))) return true;
    await pause(5);
  }
  return false;
}

/** A run that has come to its moment; of three at most. */
async function startAt(place: Place, point: KillPoint): Promise<GoliveChild> {
  const [command = '', ...words] = point.arguments;
  for (let trial = 1; trial <= 3; trial += 1) {
    const golive = startGolive({ place, arguments: [command, '--reports', place.reports, ...words] });
    if (await come(place, golive, point)) return golive;
    golive.child.kill('SIGKILL');
    await golive.ended;
    assert.deepEqual(await leftoversAfter(place), []);
  }
  throw new Error(
    `expected ${point.running ?? 'a run'} at the moment ${point.name}, and missed it three times`,
  );
}

/** What was seen before can be read; a verdict is whole, or not there. */
function assertReadable(place: Place): void {
  const run = place.runs().toSorted().at(-1) ?? '';
  assert.notEqual(run, '', 'a run had begun');
  const folder = join(place.reports, run);
  readJournal(join(folder, 'evidence.jsonl'));
  const verdict = join(folder, 'verdict.json');
  if (existsSync(verdict)) verdictSchema.parse(JSON.parse(readFileSync(verdict, 'utf8')));
}

describe('after kill -9 of Golive nothing of a run is left', { concurrency: 2 }, () => {
  for (const point of killPoints) {
    it(point.name, { timeout: 400_000 }, async (test) => {
      using place = makePlace();
      mkdirSync(place.reports);
      const golive = await startAt(place, point);
      const running = processesOf(place).length;
      golive.child.kill('SIGKILL');
      const killedAt = performance.now();
      const left = await childrenAfter(place);
      const endedMs = Math.round(performance.now() - killedAt);
      assert.deepEqual(left, []);
      assert.equal((await golive.ended).signal, 'SIGKILL', `killed, and not ended before:\n${golive.said()}`);
      assert.deepEqual(await leftoversAfter(place), []);
      const clearedMs = Math.round(performance.now() - killedAt);
      test.diagnostic(
        `${running} processes, gone after ${endedMs} ms, and their folders after ${clearedMs} ms`,
      );
      tookMs.set(point.name, endedMs);
      assertReadable(place);
    });
  }
});

it('its children end within 5 s, at the median of these moments', (test) => {
  const told = [...tookMs].map(([name, ms]) => `${ms} ms ${name}`).join(', ');
  test.diagnostic(told);
  const median = [...tookMs.values()].toSorted((a, b) => a - b)[Math.floor(tookMs.size / 2)];
  assert.ok(median !== undefined && median <= promisedMs, told);
});
