import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { house } from '../../house.ts';

const packageRoot = join(import.meta.dirname, '..', '..');
/** Where Golive's own code lies; what else is in its folder decides nothing. */
const own = [
  ...Object.keys(house).filter((room) => room !== 'docs'),
  'docker-compose.test.yml',
  'package-lock.json',
  'package.json',
  'playwright.config.ts',
  'playwright.config.js',
];
/** What is no code, or is made from it. */
const leftOut = new Set(['node_modules', 'dist', 'docs', 'runs', 'test-results', '__pycache__', '.venv']);

/**
 * SHA-256 over all that decides what a proof says: Golive's own code (and the reference system's), the target's
 * module, and the checkout that is verified. A proof is resumed with the same only.
 */
export function codeDigest(targetFile: string, source: string | undefined): string {
  const hash = createHash('sha256');
  const take = (folder: string, path: string): void =>
    void hash.update(`${path}\0`).update(readFileSync(join(folder, path)));
  for (const path of own.flatMap(filesOfOwn)) take(packageRoot, path);
  if (source !== undefined) for (const path of filesBelow(source, '')) take(source, path);
  return hash.update(readFileSync(targetFile)).digest('hex');
}

function filesOfOwn(name: string): readonly string[] {
  const path = join(packageRoot, name);
  if (!existsSync(path)) return [];
  return statSync(path).isDirectory() ? filesBelow(packageRoot, name) : [name];
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
