import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { ownSystem } from '../cli/testing/own-system.ts';

const root = join(import.meta.dirname, '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The pages that a page leads to; that each link leads to one is asked in docs.test.ts. */
function linked(page: string): readonly string[] {
  return [...text(page).matchAll(/\]\(([^)#:\s]+\.md)(?:#[^)]*)?\)/gu)]
    .map(([, link = '']) => normalize(join(dirname(page), link)))
    .filter((path) => existsSync(join(root, path)));
}

test('the README leads to the front page, and the front page to every page of docs', () => {
  assert.ok(linked('README.md').includes('docs/README.md'));
  const reached = new Set(['docs/README.md']);
  for (const page of reached) for (const next of linked(page)) reached.add(next);
  // Pages of single systems and decisions have their own lists.
  const pages = globSync('docs/*.md', { cwd: root });
  assert.deepEqual(
    pages.filter((page) => !reached.has(page)),
    [],
  );
});

test('the check and the fault of the pages are the ones that the test of the package runs', () => {
  const pages = text('docs/write-a-check.md') + text('docs/plant-a-fault.md');
  const shown = [...pages.matchAll(/```ts\n\/\/ (golive\/\S+)\n([\s\S]*?)```/gu)];
  assert.deepEqual(
    shown.map(([, name]) => name),
    ['golive/checks.ts', 'golive/suites/open.spec.ts', 'golive/faults.ts'],
  );
  for (const [, name = '', block] of shown) assert.equal(block, ownSystem[name], name);
});
