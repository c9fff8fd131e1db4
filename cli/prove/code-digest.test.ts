import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { targetFile } from '../../targets/load.ts';
import { codeDigest } from './code-digest.ts';

const folder = mkdtempSync(join(tmpdir(), 'code-digest-'));
after(() => rmSync(folder, { recursive: true }));
const digest = (): string => codeDigest(targetFile('reference'), folder);

test('another byte of the checkout is other code; what was built from it is not', () => {
  writeFileSync(join(folder, 'main.ts'), 'a');
  const before = digest();
  assert.equal(digest(), before);
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'main.js'), 'a');
  writeFileSync(join(folder, 'notes.log'), 'a');
  assert.equal(digest(), before);
  writeFileSync(join(folder, 'main.ts'), 'b');
  assert.notEqual(digest(), before);
});

test('another target is other code', () => {
  assert.notEqual(codeDigest(targetFile('salessync'), folder), digest());
});
