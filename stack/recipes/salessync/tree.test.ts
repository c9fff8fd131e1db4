import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { StackError } from '../../stack-error.ts';
import { digestOf, patchedCopy, requireBuiltCheckout } from './tree.ts';

let folder = '';
let source = '';
const server = 'backend-api/src/server.js';

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(source, file)), { recursive: true });
  await writeFile(join(source, file), text);
}

const refusedWith = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof StackError && error.code === code && text.test(error.message);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golive-tree-'));
  source = join(folder, 'checkout');
  await put(server, 'const limit = 1;');
  await put('backend-api/database/salessync.db', '');
  await put('backend-api/node_modules/express/package.json', '{}');
  await put('node_modules/next/package.json', '{}');
  await put('.next/BUILD_ID', 'one');
});

after(() => rm(folder, { recursive: true, force: true }));

test('a checkout without its build is refused, and the first missing thing is named', async () => {
  assert.throws(() => requireBuiltCheckout(undefined), refusedWith('missing-source', /--source DIR/u));
  assert.throws(() => requireBuiltCheckout(source), refusedWith('missing-source', /node_sqlite3\.node/u));
  await put('backend-api/node_modules/sqlite3/build/Release/node_sqlite3.node', '');
  assert.equal(requireBuiltCheckout(source), source);
});

test('the digest changes with the source, and not with what is beside it', async () => {
  const first = await digestOf(source);
  await put('notes.txt', 'anything');
  assert.equal(await digestOf(source), first);
  await put('backend-api/src/added.js', '');
  assert.notEqual(await digestOf(source), first);
});

test('a patch changes a copy and never the checkout', async () => {
  const patch = { file: server, find: 'limit = 1', replace: 'limit = 2' };
  const copy = await patchedCopy(source, folder, [patch]);
  assert.equal(await readFile(join(copy, server), 'utf8'), 'const limit = 2;');
  assert.equal(await readFile(join(source, server), 'utf8'), 'const limit = 1;');
});

test('a patch that needs a build, or whose text is not there once, is refused', async () => {
  const page = { file: 'src/app/page.tsx', find: 'a', replace: 'b' };
  await assert.rejects(patchedCopy(source, folder, [page]), refusedWith('unsupported', /needs a new build/u));
  const absent = { file: server, find: 'nowhere', replace: '' };
  await assert.rejects(patchedCopy(source, folder, [absent]), refusedWith('unsupported', /0 times/u));
});
