import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { StackError } from '../../stack-error.ts';
import { pythonOf } from '../built-checkout.ts';
import { digestOf, environments, patchedCopy, requireBuiltCheckout } from './tree.ts';

let folder = '';
let source = '';
const server = 'backend/app/main.py';

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(source, file)), { recursive: true });
  await writeFile(join(source, file), text);
}

const refusedWith = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof StackError && error.code === code && text.test(error.message);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golive-tree-'));
  source = join(folder, 'checkout');
  await put(server, 'limit = 1');
  await put('backend/alembic.ini', '');
  await put('backend/alembic/env.py', '');
  await put('backend/requirements.txt', '');
  await put('frontend/dist/index.html', '');
});

after(() => rm(folder, { recursive: true, force: true }));

test('a checkout without its packages is refused by the names of what was looked for', async () => {
  assert.throws(() => requireBuiltCheckout(undefined), refusedWith('missing-source', /--source DIR/u));
  assert.throws(
    () => requireBuiltCheckout(source),
    refusedWith('missing-source', /backend\/\.venv or backend\/venv/u),
  );
  for (const program of ['python', 'uvicorn', 'celery', 'alembic'])
    await put(`backend/venv/bin/${program}`, '');
  assert.equal(requireBuiltCheckout(source), source);
  const prepared = { folder: source, release: { version: '1', digest: '' }, repaired: [], temporary: false };
  assert.equal(pythonOf({ prepared }, environments), join(source, 'backend/venv/bin/python'));
});

test('the digest changes with the source, and not with what Python leaves beside it', async () => {
  const first = await digestOf(source);
  await put('backend/app/__pycache__/main.pyc', 'x');
  await put('notes.txt', 'anything');
  assert.equal(await digestOf(source), first);
  await put('frontend/dist/index.html', '<h1>new</h1>');
  assert.notEqual(await digestOf(source), first);
});

test('a patch changes a copy and never the checkout, and needs no new build', async () => {
  const copy = await patchedCopy(source, folder, [{ file: server, find: 'limit = 1', replace: 'limit = 2' }]);
  assert.equal(await readFile(join(copy, server), 'utf8'), 'limit = 2');
  assert.equal(await readFile(join(source, server), 'utf8'), 'limit = 1');
  const page = { file: 'frontend/src/App.tsx', find: 'a', replace: 'b' };
  await assert.rejects(patchedCopy(source, folder, [page]), refusedWith('unsupported', /needs a new build/u));
  const absent = { file: server, find: 'nowhere', replace: '' };
  await assert.rejects(patchedCopy(source, folder, [absent]), refusedWith('unsupported', /0 times/u));
});
