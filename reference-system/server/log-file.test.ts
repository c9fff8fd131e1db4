import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { rotatingFile } from './log-file.ts';

test('a log stays below its size, keeps as many old files as it may, and the newest line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-file-'));
  try {
    const file = join(folder, 'app.log');
    const write = rotatingFile(file, 100, 2);
    for (let line = 0; line < 50; line += 1) write(`line ${String(line).padStart(4, '0')} ......\n`);
    assert.deepEqual(readdirSync(folder).sort(), ['app.log', 'app.log.1', 'app.log.2']);
    for (const name of readdirSync(folder)) assert.ok(statSync(join(folder, name)).size <= 100);
    assert.match(readFileSync(file, 'utf8'), /line 0049/u);
    const again = rotatingFile(file, 100, 2);
    again('after a start\n');
    assert.match(readFileSync(file, 'utf8'), /line 0049[^]*after a start/u);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
