import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Channel } from '../channels/channel.ts';
import { deliverAll } from '../deliver.ts';
import type { Message } from '../message.ts';
import { failingLook, sampleLook } from '../testing/sample-look.ts';
import { WatchError } from '../watch-error.ts';
import { keepLook } from './keep-look.ts';
import { noteSilence } from './note-silence.ts';
import { openState } from './open-state.ts';
import { looksSince, watchedPlaces } from './read-looks.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-state-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = (): string => join(folder, `state-${(files += 1)}`, 'smoke.db');

const who = { after: 3, alerts: ['hook'], figures: ['prom'] };
const minute = (at: number): string => new Date(Date.UTC(2026, 2, 1, 12, at)).toISOString();

/** Writes down what it is given, and fails as long as it is told to. */
function pretended(name: string, takes: Message['kind'], more: Partial<Channel> = {}) {
  const got: Message[] = [];
  const channel = {
    name,
    takes,
    isDown: false,
    deliver(message: Message): Promise<void> {
      if (channel.isDown) return Promise.reject(new Error('expected 2xx, got 503'));
      got.push(message);
      return Promise.resolve();
    },
    ...more,
  };
  return { channel, got, events: () => got.map((each) => (each.kind === 'alert' ? each.event : 'measured')) };
}

test('a change is told once and a recovery once, over looks that each open the file anew', async () => {
  const file = newFile();
  const hook = pretended('hook', 'alert');
  for (const [at, isGood] of [true, false, false, false, false, true, true].entries()) {
    using database = openState(file);
    keepLook(
      database,
      isGood ? sampleLook({ startedAt: minute(at) }) : failingLook({ startedAt: minute(at) }),
      who,
    );
    await deliverAll(database, [hook.channel]);
  }
  assert.deepEqual(hook.events(), ['failing', 'recovered']);
  const [failing] = hook.got;
  assert.ok(failing?.kind === 'alert');
  assert.deepEqual([failing.since, failing.at, failing.failures], [minute(1), minute(3), 3]);
});

test('what did not arrive is said, kept, and arrives with a later look; nothing arrives twice', async () => {
  using database = openState(newFile());
  const hook = pretended('hook', 'alert');
  keepLook(database, failingLook(), { ...who, after: 1 });
  hook.channel.isDown = true;
  const first = await deliverAll(database, [hook.channel]);
  assert.deepEqual(first.failed, [
    'hook: the alert “failing” did not arrive: expected 2xx, got 503 (attempt 1, tried again with the next look)',
  ]);
  hook.channel.isDown = false;
  assert.deepEqual(await deliverAll(database, [hook.channel]), { arrived: 1, failed: [] });
  assert.deepEqual(await deliverAll(database, [hook.channel]), { arrived: 0, failed: [] });
  assert.deepEqual(hook.events(), ['failing']);
});

test('of figures that say only how it is now, the newest alone is handed over', async () => {
  using database = openState(newFile());
  const prom = pretended('prom', 'measured', { onlyNewest: true });
  prom.channel.isDown = true;
  for (const at of [1, 2, 3]) keepLook(database, sampleLook({ startedAt: minute(at), run: `r${at}` }), who);
  await deliverAll(database, [prom.channel]);
  prom.channel.isDown = false;
  await deliverAll(database, [prom.channel]);
  assert.deepEqual(
    prom.got.map((each) => each.kind === 'measured' && each.look.run),
    ['r3'],
  );
});

test('news of a week ago is given up, and that is said', async () => {
  using database = openState(newFile());
  keepLook(database, failingLook(), { ...who, after: 1, figures: [] });
  const later = (): Date => new Date(Date.now() + 8 * 86_400_000);
  const { failed } = await deliverAll(database, [], later);
  assert.deepEqual(failed, ['hook: the alert “failing” did not arrive: given up after 7 days']);
});

test('that nobody looks is told once, and that somebody looks again as well', async () => {
  using database = openState(newFile());
  const hook = pretended('hook', 'alert');
  keepLook(database, sampleLook({ startedAt: minute(0) }), who);
  const at = (minutes: number) => ({
    withinMs: 3_600_000,
    target: undefined,
    alerts: ['hook'],
    now: new Date(minute(minutes)),
  });
  assert.equal(noteSilence(database, at(59)).length, 0);
  assert.equal(noteSilence(database, at(70)).length, 1);
  assert.equal(noteSilence(database, at(80)).length, 1);
  keepLook(database, sampleLook({ startedAt: minute(90) }), who);
  assert.equal(noteSilence(database, at(95)).length, 0);
  await deliverAll(database, [hook.channel]);
  assert.deepEqual(hook.events(), ['silent', 'heard']);
});

test('a state file is its owner’s; another database and another version are refused, and left as they are', () => {
  const file = newFile();
  openState(file).close();
  assert.equal(statSync(join(file, '..')).mode & 0o777, 0o700);
  const text = join(folder, 'text.db');
  writeFileSync(text, 'no database, but a text that is long enough to be read as one'.repeat(20));
  assert.throws(() => openState(text), WatchError);
  {
    using database = openState(file);
    database.exec('pragma user_version = 9');
  }
  assert.throws(() => openState(file), /version 9 of it, this Golive knows 1/u);
});

test('eight processes that end at once lose no look, and tell a change once', async () => {
  const file = newFile();
  const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  const program = `
    import { openState } from ${module('./open-state.ts')};
    import { keepLook } from ${module('./keep-look.ts')};
    import { failingLook } from ${module('../testing/sample-look.ts')};
    for (let at = 0; at < 10; at += 1) {
      const database = openState(${JSON.stringify(file)});
      keepLook(database, failingLook(), { after: 3, alerts: ['hook'], figures: [] });
      database.close();
    }`;
  const ended = Array.from({ length: 8 }, async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 0, said);
  });
  await Promise.all(ended);
  using database = openState(file);
  const [watched] = watchedPlaces(database);
  assert.ok(watched);
  assert.equal(looksSince(database, watched, new Date(0)).length, 80);
  const hook = pretended('hook', 'alert');
  await deliverAll(database, [hook.channel]);
  assert.deepEqual(hook.events(), ['failing']);
});
