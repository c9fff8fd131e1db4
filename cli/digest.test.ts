import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { test } from 'node:test';
import { startGolive } from './testing/golive-child.ts';
import { makePlace, root } from './testing/place.ts';

/** As docs/sign-off.md tells it: what a stranger with the source does, without Golive. */
function byHand(folder: string): string {
  const files = globSync('**/*', {
    cwd: folder,
    exclude: (name) => ['node_modules', 'dist'].includes(basename(name)),
  })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => join(folder, path));
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    hash
      .update(`${relative(folder, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

test('a source has the digest that a stranger computes of its files', async () => {
  using place = makePlace();
  const { code, stdout, stderr } = await startGolive({ place, arguments: ['digest', 'reference'] }).ended;
  assert.equal(code, 0, stderr);
  assert.equal(stdout, `sha256:${byHand(join(root, 'reference-system'))}  reference@1.0.0\n`);
});

test('of no target, and of what is no checkout, it says what it expected', async () => {
  using place = makePlace();
  for (const [words, why] of [
    [[], /expected a target, got none/u],
    [['reference', '--source', place.folder], /expected Fieldbook's source, got no package\.json/u],
  ] as const) {
    const { code, stderr } = await startGolive({ place, arguments: ['digest', ...words] }).ended;
    assert.equal(code, 2, stderr);
    assert.match(stderr, why);
  }
});
