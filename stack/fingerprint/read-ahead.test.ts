import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashFile, pieceBytes } from './hash-file.ts';
import { ReadAhead } from './read-ahead.ts';

test('files that a thread reads ahead hash as those that are read here, and what cannot be read is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'golive-ahead-'));
  const sizes = [0, 1, pieceBytes - 1, pieceBytes, pieceBytes + 1, 5 * pieceBytes + 7, 3];
  const paths = sizes.map((_, at) => join(folder, `${at}.jpg`));
  sizes.forEach((size, at) => writeFileSync(paths[at] ?? '', randomBytes(size)));
  const ahead = new ReadAhead();
  try {
    for (let round = 0; round < 2; round += 1) assert.deepEqual([...ahead.hash(paths)], paths.map(hashFile));
    const gone = join(folder, 'gone.jpg');
    assert.throws(() => [...ahead.hash([...paths, gone])], /ENOENT.*gone\.jpg/u);
  } finally {
    ahead.end();
    rmSync(folder, { recursive: true });
  }
});
