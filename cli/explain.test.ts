import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { explain } from './explain.ts';

test('what a target’s own module throws is told with its place, and is no defect of Golive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'golive-explain-'));
  try {
    const file = join(folder, 'recipe.mjs');
    writeFileSync(file, 'export function prepare() {\n  return undefined.there;\n}\n');
    const { prepare }: { prepare: () => unknown } = await import(file);
    assert.throws(prepare, (error) => {
      const said = explain(error);
      assert.ok(said.startsWith(`golive: ${file}:2: `), said);
      assert.ok(!said.includes('\n'), said);
      return true;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what Golive itself throws is a defect, with its trace', () => {
  assert.match(explain(new TypeError('nothing there')), /^golive: a defect of Golive itself.*\n\s+at /u);
});
