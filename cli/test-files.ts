import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const foreign = new Set(['node_modules', '.git', 'dist', 'coverage', 'test-results']);

/** Every `*.test.ts` under a folder, the reference system's included, sorted; a word narrows it to paths with it. */
export function testFiles(root: string, words: readonly string[] = []): string[] {
  const files = filesUnder(root).map((file) => relative(root, file));
  return files
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith(join('reports', 'runs')))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
}

/**
 * Whether a test plays a load and judges it, or holds people's work to its limits in seconds: a neighbour on the same
 * cores would be part of what it measures.
 */
export function measures(file: string): boolean {
  return ['load', 'cli/attach', 'engine-conformance'].some((word) => file.includes(word));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return foreign.has(entry.name) ? [] : filesUnder(path);
    return entry.isFile() ? [path] : [];
  });
}
