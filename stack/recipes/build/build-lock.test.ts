import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bootId, ownerToken } from '../../reaper/owner.ts';
import { takeLock } from './build-lock.ts';
import { recordOf, writeRecord } from './build-record.ts';
import { isWanted, nearest } from './interpreter.ts';
import { removeStaleBuilds } from './remove-stale-builds.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golive-lock-'));
});
after(() => rm(folder, { recursive: true, force: true }));

test('who is dead holds no lock, nor does one that nobody can read', async () => {
  const file = join(folder, 'one.lock');
  for (const left of [JSON.stringify({ owner: '1:0', boot: await bootId(), id: 'x' }), '', '{']) {
    await writeFile(file, left);
    await using _ = await takeLock(file, () => assert.fail('nobody is waited for'));
    assert.ok(existsSync(file));
  }
  assert.deepEqual(await readdir(folder), []);
});

test('who lives is waited for, and is named', async () => {
  const file = join(folder, 'two.lock');
  await writeFile(file, JSON.stringify({ owner: ownerToken(), boot: await bootId(), id: 'x' }));
  const { promise: told, resolve: tell } = Promise.withResolvers<string>();
  const taken = takeLock(file, tell);
  assert.match(await told, new RegExp(`waiting for another run \\(process ${process.pid}\\)`, 'u'));
  await rm(file);
  await using _ = await taken;
  assert.ok(existsSync(file));
});

test('old builds go: unused for 14 days, or neither of the last three of their system nor used today', async () => {
  const now = Date.UTC(2026, 0, 31);
  const usedDaysAgo = { 'a-01': 0.5, 'a-02': 2, 'a-03': 3, 'a-04': 4, 'b-05': 13, 'b-06': 15, 'a-b-07': 1 };
  for (const [name, days] of Object.entries(usedDaysAgo)) {
    await mkdir(join(folder, name));
    await writeRecord(join(folder, name), { notes: [], repaired: [], parts: [] });
    const at = new Date(now - days * 86_400_000);
    await utimes(recordOf(join(folder, name)), at, at);
  }
  await mkdir(join(folder, 'c-08.parts'));
  await utimes(join(folder, 'c-08.parts'), 0, 0);
  const removed = [...(await removeStaleBuilds(folder, now))];
  assert.deepEqual(removed.toSorted(), ['a-04', 'b-06', 'c-08.parts']);
  assert.deepEqual((await readdir(folder)).toSorted(), ['a-01', 'a-02', 'a-03', 'a-b-07', 'b-05']);
});

test('the version that a release names is taken, else the next newer, else the newest older', async () => {
  const programs = ['/bin/sh', '/bin/cat', '/bin/ls'];
  const versions = ['3.7.9', '3.11.2', '3.9.18'];
  const chosen = async (version: string | undefined, orLater = false): Promise<string | undefined> =>
    (
      await nearest(programs, { version, orLater }, async (program) => ({
        program,
        version: versions[programs.indexOf(program)] ?? '',
      }))
    )?.version;
  assert.deepEqual(
    [
      await chosen('3.9'),
      await chosen('3.8'),
      await chosen('3.12'),
      await chosen(undefined),
      await chosen('3.8', true),
    ],
    ['3.9.18', '3.9.18', '3.11.2', '3.7.9', '3.11.2'],
  );
  assert.ok(!isWanted({ program: '', version: '3.10.1' }, { version: '3.1', orLater: false }));
});
