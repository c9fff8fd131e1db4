import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, it } from 'node:test';

import { measures, testFiles } from './test-files.ts';

const root = mkdtempSync(join(tmpdir(), 'golive-tests-'));
after(() => rmSync(root, { recursive: true, force: true }));
for (const file of [
  ...[
    'stack/b.test.ts',
    'stack/a.test.ts',
    'reference-system/server/c.test.ts',
    'stack/b.ts',
    'suites/s.spec.ts',
  ],
  ...['node_modules/x/x.test.ts', 'reference-system/node_modules/y.test.ts', 'reports/runs/1/z.test.ts'],
]) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), '');
}

it('are every test beside its file, the reference system too, and nothing that npm installed', () => {
  assert.deepEqual(testFiles(root), [
    'reference-system/server/c.test.ts',
    'stack/a.test.ts',
    'stack/b.test.ts',
  ]);
});

it('are narrowed by a word in their path', () => {
  assert.deepEqual(testFiles(root, ['stack/a', 'server']), [
    'reference-system/server/c.test.ts',
    'stack/a.test.ts',
  ]);
  assert.deepEqual(testFiles(root, ['nothing']), []);
});

it('measure where they play a load, and only there', () => {
  assert.ok(['load/run.test.ts', 'cli/stages/load.test.ts', 'cli/distributed-load.test.ts'].every(measures));
  assert.ok(!['cli/kill.test.ts', 'stack/process/front/front.test.ts'].some(measures));
});
