import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeTurn, type TurnKind } from './turn.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-turns-'));
after(() => rmSync(folder, { recursive: true }));

const never = new AbortController().signal;

/** A turn that says whether it was had yet. */
function asked(kind: TurnKind, place: string, signal = never) {
  const told: string[] = [];
  const seen = { isHad: false, told };
  const had = takeTurn(kind, {
    signal,
    folder: join(folder, place),
    report: (line) => void told.push(line),
  }).then((turn) => {
    seen.isHad = true;
    return turn;
  });
  return { seen, had };
}

/** Long enough for a lock that is free to be had. */
const soonMs = 400;

/** Another run: a process that has a turn, and says so. */
async function otherRun(kind: TurnKind, place: string): Promise<ChildProcess> {
  const script = `
    import { takeTurn } from ${JSON.stringify(new URL('turn.ts', import.meta.url).href)};
    const signal = new AbortController().signal;
    await takeTurn('${kind}', { signal, report() {}, folder: ${JSON.stringify(join(folder, place))} });
    console.log('had');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('stages of several runs are played beside each other', async () => {
  using _one = await asked('beside', 'beside').had;
  using _other = await asked('beside', 'beside').had;
});

test('a load waits until what others play has ended, says so, and is beside nothing', async () => {
  const one = await asked('beside', 'alone').had;
  const load = asked('alone', 'alone');
  await sleep(1_500);
  assert.equal(load.seen.isHad, false);
  assert.match(load.seen.told[0] ?? '', /waiting for what other runs play on this machine/u);
  // Who comes later does not overtake it.
  const later = asked('beside', 'alone');
  await sleep(soonMs);
  assert.equal(later.seen.isHad, false);
  one[Symbol.dispose]();
  const alone = await load.had;
  await sleep(1_000);
  assert.equal(later.seen.isHad, false);
  alone[Symbol.dispose]();
  using _later = await later.had;
  assert.match(later.seen.told.at(-1) ?? '', /waited \d s for another run’s load on this machine to end/u);
});

test('two loads of one machine follow each other', async () => {
  const first = await asked('alone', 'loads').had;
  const second = asked('alone', 'loads');
  await sleep(soonMs);
  assert.equal(second.seen.isHad, false);
  first[Symbol.dispose]();
  using _second = await second.had;
});

test('a run that is killed gives its turn back', async () => {
  const other = await otherRun('alone', 'killed');
  const mine = asked('beside', 'killed');
  await sleep(soonMs);
  assert.equal(mine.seen.isHad, false);
  other.kill('SIGKILL');
  using _mine = await mine.had;
});

test('a wait that is broken off leaves nothing that others wait for', async () => {
  const one = await asked('beside', 'aborted').had;
  const abort = new AbortController();
  const load = asked('alone', 'aborted', abort.signal);
  await sleep(soonMs);
  abort.abort();
  (await load.had)[Symbol.dispose]();
  using _next = await asked('beside', 'aborted').had;
  one[Symbol.dispose]();
});

test('nobody waits for ever', async () => {
  using _one = await asked('alone', 'bounded').had;
  const told: string[] = [];
  const report = (line: string) => void told.push(line);
  const options = { signal: never, report, folder: join(folder, 'bounded'), mostMs: 10 };
  using _other = await takeTurn('beside', options);
  assert.match(told.at(-1) ?? '', /^not waited any longer for another run’s load/u);
});

test('where there is no place to meet, nobody waits', async () => {
  using _turn = await takeTurn('alone', {
    signal: never,
    report: () => undefined,
    folder: '/dev/null/turns',
  });
});
