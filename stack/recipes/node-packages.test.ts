import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { StackError } from '../stack-error.ts';
import { copyPackages } from './node-packages.ts';

const folder = await mkdtemp(join(tmpdir(), 'golive-test-packages-'));
after(() => rm(folder, { recursive: true }));

async function place(path: string, manifest: object): Promise<void> {
  const at = join(folder, path);
  await mkdir(at, { recursive: true });
  await writeFile(join(at, 'package.json'), JSON.stringify(manifest));
}

await place('.', { dependencies: { a: '1' }, devDependencies: { tool: '1' } });
await place('node_modules/a', { dependencies: { '@s/b': '1', c: '2' }, optionalDependencies: { gone: '1' } });
await place('node_modules/a/node_modules/c', {});
await place('node_modules/@s/b', { dependencies: { c: '1' } });
await place('node_modules/c', {});
await place('node_modules/tool', {});

const copy = (into: string, manifest = 'package.json') =>
  copyPackages({
    manifest: join(folder, manifest),
    modules: join(folder, 'node_modules'),
    into: join(folder, into),
  });

describe('the packages of a release', () => {
  it('come with what they need, each at its place, without what is for development', async () => {
    await copy('out');
    const there = (path: string): boolean => existsSync(join(folder, 'out', path, 'package.json'));
    assert.deepEqual(['a', '@s/b', 'c', 'a/node_modules/c'].filter(there).length, 4);
    assert.ok(!there('tool'));
  });

  it('must be installed: the one that is not is named', async () => {
    await place('other', { dependencies: { missing: '1' } });
    await assert.rejects(
      copy('none', 'other/package.json'),
      (error) => error instanceof StackError && /expected missing in /u.test(error.message),
    );
  });
});
