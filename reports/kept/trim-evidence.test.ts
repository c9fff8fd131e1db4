import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { filesBelow } from './folder-size.ts';
import { chooseTrimmed, trimEvidence } from './trim-evidence.ts';

const root = mkdtempSync(join(tmpdir(), 'golive-trim-'));
after(() => rmSync(root, { recursive: true, force: true }));

const files = [
  ['verdict.json', 50],
  ['evidence.jsonl', 50],
  ['load.json', 50],
  ['allure-results/a-result.json', 10],
  ['allure-results/b-attachment.png', 100],
  ['attachments/passed-trace.zip', 300],
  ['attachments/passed-screen.jpg', 40],
  ['attachments/failed-trace.zip', 200],
  ['attachments/failed-screen.jpg', 30],
  ['attachments/failed-screen-2.jpg', 20],
] as const;
const kept = files.map(([path, bytes]) => ({ path, bytes }));
const needed = new Set(files.map(([path]) => path).filter((path) => path.includes('/failed')));
const chosen = (budgetBytes: number) => chooseTrimmed(kept, needed, budgetBytes).map(({ path }) => path);

describe('what goes when a run takes too much', () => {
  it('is nothing where it fits', () => assert.deepEqual(chosen(850), []));

  it('is the copies first, then what passed, and what speaks against the release last', () => {
    assert.deepEqual(chosen(750), ['allure-results/b-attachment.png']);
    assert.deepEqual(chosen(740), ['allure-results/b-attachment.png', 'attachments/passed-trace.zip']);
    assert.deepEqual(chosen(400).slice(2), ['attachments/passed-screen.jpg', 'allure-results/a-result.json']);
    assert.deepEqual(chosen(200).slice(4), ['attachments/failed-trace.zip']);
    assert.deepEqual(chosen(180).slice(5), ['attachments/failed-screen.jpg']);
  });

  it('is never verdict, rows or figures', () => {
    assert.deepEqual(
      files.map(([path]) => path).filter((path) => !chosen(0).includes(path)),
      ['verdict.json', 'evidence.jsonl', 'load.json'],
    );
  });

  it('is removed, and said with its sizes', () => {
    for (const [path, bytes] of files) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), Buffer.alloc(bytes * 1000));
    }
    const { finding, files: gone } = trimEvidence(root, needed, 720_000);
    assert.equal(
      finding,
      'the run may take 720.0 KB; removed: copies of attachments in the Allure results (1 files, 100.0 KB), traces of what passed (1 files, 300.0 KB)',
    );
    assert.deepEqual(
      filesBelow(root)
        .map(({ path }) => path)
        .toSorted(),
      files
        .map(([path]) => path)
        .filter((path) => !gone.some((one) => one.path === path))
        .toSorted(),
    );
    assert.match(
      trimEvidence(root, needed, 100_000).finding ?? '',
      /what stays takes 150\.0 KB all the same$/u,
    );
    assert.deepEqual(trimEvidence(root, needed, 500_000_000), { files: [], finding: null });
  });
});
