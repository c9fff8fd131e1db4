import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { builtImage } from './built-image.ts';

let folder = '';

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golive-image-'));
  await put('checkout/app/main.py', 'the application');
  await put('checkout/app/.git/HEAD', 'x');
  await put('checkout/notes.txt', 'not asked for');
  await put('elsewhere/lib/package.py', 'a package');
  await put('elsewhere/bin/python', 'the owner’s own');
  await symlink('lib', join(folder, 'elsewhere', 'lib64'));
  await symlink(join(folder, 'elsewhere'), join(folder, 'checkout', 'venv'));
});

after(() => rm(folder, { recursive: true, force: true }));

const plan = builtImage({
  application: 'shop',
  front: 'nginx',
  replicas: 1,
  parts: ['app', 'not-there'],
  environments: ['.venv', 'venv'],
  leftOut: new Set(['.git']),
});

test('the parts that are asked for go into the image, and the owner’s packages on the image’s own Python', async () => {
  const release = { version: '1', digest: 'none' };
  const prepared = { folder: join(folder, 'checkout'), release, repaired: [], temporary: false };
  const into = join(folder, 'context');
  await plan.layOut(prepared, into);
  assert.equal(await readFile(join(into, 'app/app/main.py'), 'utf8'), 'the application');
  for (const gone of ['app/app/.git', 'app/notes.txt', 'app/not-there'])
    assert.ok(!existsSync(join(into, gone)), gone);
  assert.equal(await readFile(join(into, 'app/venv/lib/package.py'), 'utf8'), 'a package');
  assert.equal(await readlink(join(into, 'app/venv/lib64')), 'lib');
  assert.equal(await readlink(join(into, 'app/venv/bin/python')), '/usr/bin/python3.11');
  assert.equal(await readFile(join(folder, 'elsewhere/bin/python'), 'utf8'), 'the owner’s own');
});

test('Python is brought where there is an environment to run, and the image runs nothing by itself', () => {
  assert.match(plan.dockerfile, /install -y -q --no-install-recommends python3\.11/u);
  assert.doesNotMatch(plan.dockerfile, /\nCMD/u);
  assert.match(plan.dockerfile, /COPY app \/srv\/shop\n/u);
  const node = builtImage({ application: 'x', front: 'caddy', replicas: 1, parts: [], leftOut: new Set() });
  assert.doesNotMatch(node.dockerfile, /python/u);
});
