import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { formatBytes } from '../figures.ts';
import { filesBelow, sizeOf, type KeptFile } from './folder-size.ts';

/** What a run may take unless somebody says otherwise, in bytes. */
export const evidenceBudgetBytes = 500_000_000;

export interface Trimmed {
  readonly files: readonly KeptFile[];
  /** Said in the verdict; null where nothing had to go. */
  readonly finding: string | null;
}

/** In the order in which it goes; what is in none of them stays, whatever it takes. */
const kinds = [
  'copies of attachments in the Allure results',
  'traces of what passed',
  'pictures and lists of what passed',
  'the Allure results',
  'traces of what did not pass',
  'pictures and lists of what did not pass',
] as const;
type Kind = (typeof kinds)[number];

function kindOf(path: string, needed: ReadonlySet<string>): Kind | undefined {
  if (path.startsWith('allure-results/')) {
    return /-(?:result|container)\.json$/u.test(path)
      ? 'the Allure results'
      : 'copies of attachments in the Allure results';
  }
  if (!path.startsWith('attachments/')) return undefined;
  const isTrace = /\.(?:zip|webm)$/u.test(path);
  if (needed.has(path)) {
    return isTrace ? 'traces of what did not pass' : 'pictures and lists of what did not pass';
  }
  return isTrace ? 'traces of what passed' : 'pictures and lists of what passed';
}

/**
 * Which files go so that the rest fits: kind by kind, of each the largest first, and no more than must.
 * `needed`: attachments of what did not pass.
 */
export function chooseTrimmed(
  files: readonly KeptFile[],
  needed: ReadonlySet<string>,
  budgetBytes: number,
): readonly KeptFile[] {
  let overBytes = sizeOf(files) - budgetBytes;
  const gone: KeptFile[] = [];
  for (const kind of kinds) {
    const own = files.filter(({ path }) => kindOf(path, needed) === kind);
    for (const file of own.toSorted((a, b) => b.bytes - a.bytes)) {
      if (overBytes <= 0) return gone;
      gone.push(file);
      overBytes -= file.bytes;
    }
  }
  return gone;
}

function findingOf(
  gone: readonly KeptFile[],
  needed: ReadonlySet<string>,
  budgetBytes: number,
  keptBytes: number,
): string {
  const byKind = Map.groupBy(gone, ({ path }) => kindOf(path, needed) ?? '');
  const parts = [...byKind].map(
    ([kind, files]) => `${kind} (${files.length} files, ${formatBytes(sizeOf(files))})`,
  );
  const still = keptBytes > budgetBytes ? `; what stays takes ${formatBytes(keptBytes)} all the same` : '';
  return `the run may take ${formatBytes(budgetBytes)}; removed: ${parts.join(', ')}${still}`;
}

/** Removes from a run’s folder what is over its budget, and says what that was. Verdict, rows and figures stay. */
export function trimEvidence(runFolder: string, needed: ReadonlySet<string>, budgetBytes: number): Trimmed {
  const files = filesBelow(runFolder);
  const gone = chooseTrimmed(files, needed, budgetBytes);
  for (const { path } of gone) rmSync(join(runFolder, path), { force: true });
  if (gone.length === 0) return { files: [], finding: null };
  return { files: gone, finding: findingOf(gone, needed, budgetBytes, sizeOf(files) - sizeOf(gone)) };
}
