import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunContext, StageTime } from '../run-context.ts';
import { loadStage } from './load.ts';
import { playStages } from './play-stages.ts';
import type { Stage } from './stage.ts';
import { takeTurn } from './turn.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-stages-'));
after(() => rmSync(folder, { recursive: true }));

/** Where the runs of this machine meet is a place of this test's own. */
const take: typeof takeTurn = (kind, options) => takeTurn(kind, { ...options, folder });

const none = { report: () => undefined, signal: new AbortController().signal };

/** As much of a run as the order of its stages needs. */
function contextOf(profile: string) {
  const stageTimes: StageTime[] = [];
  const terminal = {
    progress: () => undefined,
    say: () => undefined,
    paint: (_: string, text: string) => text,
  };
  const context = { ...none, terminal, stageTimes, main: {}, request: { profile } } as unknown as RunContext;
  return { context, stageTimes };
}

const stage = (name: string, run: () => void, more: Partial<Stage> = {}): Stage => ({
  ...{ name, summary: '', writes: '', budgetMs: 1000, deadlineMs: 1500, suites: [] },
  ...more,
  run: () => Promise.resolve(run()),
});

const heldMs = 2_000;

test('a stage that measures waits for what another run plays, and its clock with it; the others do not', async () => {
  assert.equal(loadStage.isAlone, true);
  const other = await take('beside', none);
  const seen: string[] = [];
  const { context, stageTimes } = contextOf('gate');
  const played = playStages(
    [
      stage('tasks', () => void seen.push('tasks')),
      stage('load', () => void seen.push('load'), { isAlone: true }),
      stage('drill', () => void seen.push('drill')),
    ],
    context,
    take,
  );
  await sleep(heldMs);
  assert.deepEqual(seen, ['tasks']);
  other[Symbol.dispose]();
  assert.deepEqual(await played, { endedEarly: null, fatal: undefined });
  assert.deepEqual(seen, ['tasks', 'load', 'drill']);
  assert.deepEqual(
    stageTimes.map(({ outcome, durationMs }) => [outcome, durationMs < heldMs / 2]),
    [
      ['done', true],
      ['done', true],
      ['done', true],
    ],
  );
});

test('a look at production waits for nobody', async () => {
  using _load = await take('alone', none);
  let isPlayed = false;
  await playStages([stage('look', () => void (isPlayed = true))], contextOf('smoke').context, take);
  assert.equal(isPlayed, true);
});

test('a run that is interrupted while it waits begins nothing more', async () => {
  using _load = await take('alone', none);
  const { context, stageTimes } = contextOf('gate');
  const interrupt = new AbortController();
  const played = playStages(
    [stage('tasks', () => assert.fail('begun'))],
    { ...context, signal: interrupt.signal },
    take,
  );
  await sleep(heldMs / 4);
  interrupt.abort();
  assert.deepEqual(await played, { endedEarly: 'interrupted before tasks', fatal: undefined });
  assert.deepEqual(stageTimes, []);
});
