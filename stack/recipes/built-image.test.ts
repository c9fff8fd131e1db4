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
  await put('elsewhere/pyvenv.cfg', 'home = /usr/bin\nversion = 3.11.2\n');
  await put('pythons/3.8.18/bin/python3.8', 'an interpreter');
  await put('pythons/3.8.18/lib/python3.8/os.py', 'its library');
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

test('an environment of another Python has that one along', async () => {
  const settings = join(folder, 'elsewhere', 'pyvenv.cfg');
  await writeFile(settings, `home = ${folder}/pythons/3.8.18/bin\nversion = 3.8.18\n`);
  const release = { version: '1', digest: 'none' };
  const prepared = { folder: join(folder, 'checkout'), release, repaired: [], temporary: false };
  const into = join(folder, 'other');
  await plan.layOut(prepared, into);
  const own = '/srv/shop/.python/bin';
  assert.equal(await readlink(join(into, 'app/venv/bin/python')), `${own}/python3.8`);
  assert.match(
    await readFile(join(into, 'app/venv/pyvenv.cfg'), 'utf8'),
    new RegExp(`^home = ${own}\n`, 'u'),
  );
  assert.equal(await readFile(join(into, 'app/.python/lib/python3.8/os.py'), 'utf8'), 'its library');
  assert.match(await readFile(settings, 'utf8'), /pythons/u);
  await writeFile(settings, 'home = /usr/bin\nversion = 3.9.2\n');
  await assert.rejects(
    plan.layOut(prepared, join(folder, 'third')),
    /expected Python 3\.11, or one in a folder/u,
  );
});

test('Python is brought where there is an environment to run, and the image runs nothing by itself', () => {
  assert.match(plan.dockerfile, /install -y -q --no-install-recommends python3\.11/u);
  assert.doesNotMatch(plan.dockerfile, /\nCMD/u);
  assert.match(plan.dockerfile, /COPY app \/srv\/shop\n/u);
  const node = builtImage({ application: 'x', front: 'caddy', replicas: 1, parts: [], leftOut: new Set() });
  assert.doesNotMatch(node.dockerfile, /python/u);
});
