import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { StackError } from '../../stack-error.ts';
import { digestOf, layOutBackend, patchedCopy, requireBuiltCheckout } from './tree.ts';

let folder = '';
let source = '';

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(source, file)), { recursive: true });
  await writeFile(join(source, file), text);
}

const refusedWith = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof StackError && error.code === code && text.test(error.message);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golive-electrical-'));
  source = join(folder, 'checkout');
  await put('backend/main.py', 'limit = 1');
  await put('backend/scripts/create_admin.py', '');
  await put('backend/.env', 'SECRET_KEY=theirs');
  await put('backend/uploads/work_orders/theirs.png', '');
  await put('database/schema_v3_final.sql', '');
  await put('frontend/build/index.html', '');
});

after(() => rm(folder, { recursive: true, force: true }));

test('a checkout without its build is refused, and the first missing thing is named', async () => {
  assert.throws(() => requireBuiltCheckout('X', undefined), refusedWith('missing-source', /--source DIR/u));
  assert.throws(() => requireBuiltCheckout('X', source), refusedWith('missing-source', /bin\/uvicorn/u));
  await put('backend/.venv/bin/uvicorn', '');
  assert.equal(requireBuiltCheckout('X', source), source);
});

test('the digest changes with the source, and not with what is installed or stored beside it', async () => {
  const first = await digestOf(source);
  await put('backend/.venv/lib/added.py', '');
  await put('backend/uploads/work_orders/more.png', '');
  assert.equal(await digestOf(source), first);
  await put('backend/added.py', '');
  assert.notEqual(await digestOf(source), first);
});

test('the stack’s own copy has neither the owner’s environment file nor the photos', async () => {
  const prepared = {
    folder: source,
    release: { version: '1', digest: '' },
    repaired: [],
    temporary: false,
  };
  const copy = await layOutBackend({ prepared, folder: join(folder, 'stack') });
  assert.ok(existsSync(join(copy, 'main.py')));
  for (const part of ['.env', 'uploads', '.venv']) assert.ok(!existsSync(join(copy, part)), part);
});

test('a patch changes a copy and never the checkout', async () => {
  const patch = { file: 'backend/main.py', find: 'limit = 1', replace: 'limit = 2' };
  const copy = await patchedCopy(source, folder, [patch]);
  assert.equal(await readFile(join(copy, patch.file), 'utf8'), 'limit = 2');
  assert.equal(await readFile(join(source, patch.file), 'utf8'), 'limit = 1');
  const page = { file: 'frontend/build/index.html', find: 'a', replace: 'b' };
  await assert.rejects(patchedCopy(source, folder, [page]), refusedWith('unsupported', /needs a new build/u));
});
