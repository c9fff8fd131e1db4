import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addCustomer, addWorkOrder, clientFor, smallPng } from '../server/testing/client.ts';
import type { TestFieldbook } from '../server/testing/fieldbook.ts';
import { startFieldbook } from '../server/testing/fieldbook.ts';
import type { OperationScript } from './testing/play-script.ts';
import { playScript } from './testing/play-script.ts';

let fieldbook: TestFieldbook;
let folder: string;
before(async () => {
  fieldbook = await startFieldbook();
  folder = await mkdtemp(join(tmpdir(), 'fieldbook-sealed-'));
  const admin = clientFor(fieldbook.url, (await fieldbook.signIn('admin')).accessToken);
  const { id } = await addWorkOrder(admin, (await addCustomer(admin)).id);
  const form = new FormData();
  form.append('photos', new Blob([new Uint8Array(smallPng)]), 'a.png');
  await admin.post(`/api/work-orders/${id}/photos`, form);
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
  await fieldbook[Symbol.asyncDispose]();
});

const play = (script: OperationScript, artifact: string, overrides: Record<string, string> = {}) =>
  playScript(fieldbook, script, artifact, overrides);

/** As somebody would who can write the manifest anew. */
const listAnew = async (artifact: string): Promise<void> => {
  const path = join(artifact, 'manifest.sha256');
  const names = (await readFile(path, 'utf8')).split('\n').flatMap((line) => line.split('  ').slice(1));
  const lines = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(artifact, name));
      return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
    }),
  );
  await writeFile(path, lines.join(''));
};

test('nothing in a backup can be read without its key', async () => {
  const artifact = join(folder, 'sealed');
  await play('backup', artifact);
  const entries = await readdir(artifact, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'manifest.sha256');
  assert.ok(files.length >= 3);
  for (const { name, parentPath } of files) {
    assert.match(name, /\.enc$/);
    const bytes = await readFile(join(parentPath, name));
    for (const text of ['PGDMP', 'photos', 'fieldbook.example', 'PNG', 'sha256'])
      assert.equal(bytes.includes(text), false, `${name} shows ${text}`);
  }
  const target = { DATABASE_URL: await fieldbook.postgres.createDatabase('keys'), S3_BUCKET: 'keys' };
  const otherKey = Buffer.alloc(32, 'another').toString('base64');
  await assert.rejects(play('restore', artifact, { ...target, BACKUP_KEY: otherKey }), /not the key/);
  await assert.rejects(play('restore', artifact, { ...target, BACKUP_KEY: '' }), /expected BACKUP_KEY/);
  await assert.rejects(play('restore', artifact, { ...target, BACKUP_KEY: 'short' }), /32 random bytes/);
  await play('restore', artifact, target);
});

test('a sealed file that was changed or exchanged is refused, though the manifest agrees', async () => {
  const sound = join(folder, 'sealed');
  const target = { DATABASE_URL: await fieldbook.postgres.createDatabase('sealed'), S3_BUCKET: 'sealed' };
  const changed = join(folder, 'changed');
  await cp(sound, changed, { recursive: true });
  const dump = await open(join(changed, 'database.dump.enc'), 'r+');
  const { size } = await dump.stat();
  const byte = Buffer.alloc(1);
  await dump.read(byte, 0, 1, size - 100);
  await dump.write(Buffer.from([byte.readUInt8() ^ 1]), 0, 1, size - 100);
  await dump.close();
  await listAnew(changed);
  await assert.rejects(play('restore', changed, target), /the file was changed/);
  const exchanged = join(folder, 'exchanged');
  await cp(sound, exchanged, { recursive: true });
  const [dumped, index] = ['database.dump.enc', 'objects/index.jsonl.enc'].map((name) =>
    join(exchanged, name),
  );
  await rename(index ?? '', `${index}.x`);
  await rename(dumped ?? '', index ?? '');
  await rename(`${index}.x`, dumped ?? '');
  await listAnew(exchanged);
  await assert.rejects(play('restore', exchanged, target), /the file was changed/);
});

test('a night adds the newest backup, keeps thirty days and removes what is older', async () => {
  const store = join(folder, 'nights');
  const nightsAgo = (days: number): string =>
    `fieldbook-${new Date(Date.now() - days * 86_400_000).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const [kept, gone, broken] = [nightsAgo(29), nightsAgo(31), `.${nightsAgo(2)}.part`];
  for (const name of [kept, gone, broken, 'notes']) await mkdir(join(store, name), { recursive: true });
  await assert.rejects(play('nightly', store, { S3_BUCKET: 'no-such-bucket' }));
  assert.ok((await readdir(store)).includes(gone), 'a night that failed removes nothing');
  await play('nightly', store);
  const names = (await readdir(store)).filter((name) => !name.startsWith('.')).sort();
  assert.deepEqual([names.length, names[0], names[2]], [3, kept, 'notes']);
  assert.match(names[1] ?? '', /^fieldbook-\d{8}T\d{6}Z$/);
  await play('restore', join(store, names[1] ?? ''), {
    DATABASE_URL: await fieldbook.postgres.createDatabase('night'),
    S3_BUCKET: 'night',
  });
  await assert.rejects(play('nightly', store, { BACKUP_KEEP_DAYS: '0' }), /a number of days/);
});
