import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { StackError } from '../stack-error.ts';
import { pythonOf } from './built-checkout.ts';
import {
  copyParts,
  digestOfTree,
  oncePerStack,
  patchedTree,
  prepareBuilt,
  requireBuilt,
  type BuiltTree,
} from './built-tree.ts';

const tree = {
  title: 'Ledger',
  builtFiles: ['server/main.py', 'pages/dist/index.html'],
  python: { environments: ['server/.venv', 'server/venv'], programs: ['python', 'uvicorn'] },
  parts: ['server', 'pages/dist/index.html', '.env.production', 'is/not/there'],
  leftOut: new Set(['.venv', 'venv', 'uploads', '__pycache__']),
  linked: ['pages/dist'],
  patchedBelow: 'server/',
  builtBy: 'its own README.md says',
} as const satisfies BuiltTree;

let folder = '';
let source = '';
const server = 'server/main.py';

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
  await put('server/.env', 'SECRET_KEY=theirs');
  await put('server/uploads/theirs.png', '');
  await put('.env.production', 'NODE_ENV=production');
});

after(() => rm(folder, { recursive: true, force: true }));

test('a checkout that is not built is refused by the first thing that it lacks', async () => {
  assert.throws(() => requireBuilt(tree, undefined), refusedWith('missing-source', /--source DIR.*Ledger/u));
  assert.throws(
    () => requireBuilt(tree, source),
    refusedWith('missing-source', /dist\/index\.html.*README/u),
  );
  await put('pages/dist/index.html', '<h1>one</h1>');
  const needsPython = /server\/\.venv or server\/venv with bin\/python, bin\/uvicorn/u;
  await put('server/venv/bin/python', '');
  assert.throws(() => requireBuilt(tree, source), refusedWith('missing-source', needsPython));
  await put('server/venv/bin/uvicorn', '');
  assert.equal(requireBuilt(tree, source), source);
});

test('the digest changes with the release, and not with what is installed, stored or lies beside it', async () => {
  const first = await digestOfTree(tree, source);
  await put('server/venv/lib/added.py', '');
  await put('server/uploads/more.png', '');
  await put('notes.txt', 'anything');
  assert.equal(await digestOfTree(tree, source), first);
  await put('server/added.py', '');
  assert.notEqual(await digestOfTree(tree, source), first);
});

test('what is started has no environment file of its owner but one that is a part by name, and no photos', async () => {
  const stack = join(folder, 'stack');
  await copyParts(source, stack, tree);
  for (const part of [server, '.env.production', 'pages/dist/index.html'])
    assert.ok(existsSync(join(stack, part)), part);
  for (const part of ['server/.env', 'server/uploads', 'server/venv', 'notes.txt'])
    assert.ok(!existsSync(join(stack, part)), part);
});

test('a release is laid out once for each stack', async () => {
  const laid: string[] = [];
  const layOut = oncePerStack((release, stack) => Promise.resolve(laid.push(`${release} in ${stack}`)));
  const prepared = { folder: source, release: { version: '1', digest: '' }, repaired: [], temporary: false };
  await Promise.all([layOut({ prepared, folder: 'one' }), layOut({ prepared, folder: 'one' })]);
  await layOut({ prepared, folder: 'two' });
  assert.deepEqual(laid, [`${source} in one`, `${source} in two`]);
});

test('another release lies beside the one that it is put in the place of, and writes where that one does', async () => {
  const stack = join(folder, 'deployed');
  const laid: string[] = [];
  const layOut = oncePerStack(
    async (release, place) => {
      laid.push(release);
      await mkdir(join(place, 'server/uploads'), { recursive: true });
      await writeFile(join(place, 'server/main.py'), release);
      return join(place, 'server');
    },
    ['server/uploads', 'server/later'],
  );
  const placed = (release: string) => ({
    prepared: { folder: release, release: { version: '1', digest: '' }, repaired: [], temporary: false },
    folder: stack,
  });
  const before = await layOut(placed('/one'));
  await writeFile(join(before, 'uploads/photo.png'), 'stored');
  const after = await layOut(placed('/two'));
  assert.notEqual(after, before);
  assert.equal(await readFile(join(before, 'main.py'), 'utf8'), '/one');
  assert.equal(await readFile(join(after, 'main.py'), 'utf8'), '/two');
  assert.equal(await readFile(join(after, 'uploads/photo.png'), 'utf8'), 'stored');
  await writeFile(join(after, 'later/second.png'), 'stored later');
  assert.equal(await readFile(join(before, 'later/second.png'), 'utf8'), 'stored later');
  assert.equal(await layOut(placed('/one')), before, 'it goes back to what is there');
  assert.equal(await layOut(placed('/two')), after);
  assert.deepEqual(laid, ['/one', '/two']);
});

test('a patch changes a copy and never the checkout; what is only read is linked', async () => {
  const patch = [{ file: server, find: 'limit = 1', replace: 'limit = 2' }];
  const copy = await patchedTree(tree, source, { cacheFolder: folder, patch });
  assert.equal(await readFile(join(copy, server), 'utf8'), 'limit = 2');
  assert.equal(await readFile(join(source, server), 'utf8'), 'limit = 1');
  assert.equal(await readFile(join(copy, 'pages/dist/index.html'), 'utf8'), '<h1>one</h1>');
  const prepared = { folder: copy, release: { version: '1', digest: '' }, repaired: [], temporary: true };
  assert.equal(pythonOf({ prepared }, tree.python.environments), join(copy, 'server/venv/bin/python'));
});

test('a patch that needs a build, or whose text is not there once, is refused', async () => {
  const patched = (file: string, find: string) =>
    patchedTree(tree, source, { cacheFolder: folder, patch: [{ file, find, replace: '' }] });
  await assert.rejects(
    patched('pages/dist/index.html', 'one'),
    refusedWith('unsupported', /needs a new build/u),
  );
  await assert.rejects(patched(server, 'nowhere'), refusedWith('unsupported', /0 times/u));
});

test('without a patch the checkout itself is started, and a patched copy is thrown away', async () => {
  const context = {
    source,
    cacheFolder: folder,
    draftFolder: folder,
    builds: { folder: join(folder, 'builds'), draft: () => Promise.reject(new Error('nothing is built')) },
    report: () => undefined,
    run: () => Promise.reject(new Error('nothing is run')),
  };
  const versionOf = (): Promise<string> => Promise.resolve('7');
  const whole = await prepareBuilt(tree, { ...context, patch: [] }, { repaired: ['a'], versionOf });
  assert.deepEqual([whole.folder, whole.temporary, whole.repaired], [source, false, ['a']]);
  assert.equal(whole.release.version, '7');
  const patch = [{ file: server, find: 'limit = 1', replace: 'limit = 3' }];
  const patched = await prepareBuilt(tree, { ...context, patch }, { repaired: [] });
  assert.deepEqual([patched.source, patched.temporary], [source, true]);
  assert.notEqual(patched.release.digest, whole.release.digest);
});
