import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const packageRoot = join(import.meta.dirname, '..', '..');
/** What is no code, or is made from it. */
const leftOut = new Set(['node_modules', 'dist', 'docs', 'runs', 'test-results', '__pycache__', '.venv']);

/**
 * SHA-256 over all that decides what a proof says: Golive's own code (and the reference system's), the target's
 * module, and the checkout that is verified. A proof is resumed with the same only.
 */
export function codeDigest(targetFile: string, source: string | undefined): string {
  const hash = createHash('sha256');
  for (const folder of [packageRoot, ...(source === undefined ? [] : [source])]) {
    for (const path of filesBelow(folder, ''))
      hash.update(`${path}\0`).update(readFileSync(join(folder, path)));
  }
  return hash.update(readFileSync(targetFile)).digest('hex');
}

function filesBelow(root: string, below: string): readonly string[] {
  const entries = readdirSync(join(root, below), { withFileTypes: true });
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (leftOut.has(entry.name) || entry.name.startsWith('.')) return [];
      if (entry.isDirectory()) return filesBelow(root, path);
      const isCode = entry.isFile() && !/\.(?:test\.ts|md|log|jsonl)$/u.test(entry.name);
      return isCode ? [path] : [];
    });
}
