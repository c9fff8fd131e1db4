import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { StackError } from '../stack-error.ts';
import type { RecipeContext, SourcePatch } from './recipe.ts';

/**
 * SHA-256 over the paths and bytes of a release, in the order of their paths within each part; folders and files of
 * the names that are left out are no part of it, nor is a part that is not there.
 */
export async function digestOfParts(
  source: string,
  parts: readonly string[],
  leftOut: ReadonlySet<string> = new Set(),
): Promise<string> {
  const hash = createHash('sha256');
  for (const part of parts) {
    for (const file of await filesBelow(join(source, part))) {
      const path = relative(source, file);
      if (path.split(sep).some((name) => leftOut.has(name))) continue;
      hash.update(`${path}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<readonly string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOTDIR') return undefined;
    throw cause;
  });
  if (entries === undefined) return [path];
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.toSorted();
}

/**
 * Writes a patch into a copy of a checkout.
 * @throws StackError `unsupported` for a file outside `below`, which would have to be built again, or where the text
 * to replace is not there exactly once.
 */
export async function applyPatch(
  copy: string,
  { file, find, replace }: SourcePatch,
  below: string,
): Promise<void> {
  if (!file.startsWith(below)) {
    throw new StackError('unsupported', `expected a patch below ${below}, got ${file}: it needs a new build`);
  }
  const parts = (await readFile(join(copy, file), 'utf8')).split(find);
  if (parts.length !== 2) {
    const found = parts.length - 1;
    throw new StackError('unsupported', `${file}: expected the text to replace once, got it ${found} times`);
  }
  await writeFile(join(copy, file), parts.join(replace));
}

/** Where a release lies, for the system and for this machine, and where its stack's own state does. */
export type PlacedRelease = Pick<RecipeContext, 'prepared' | 'releaseFolder' | 'folder'>;

/** Where this machine has the release: what is copied on this machine is copied from there. */
export function releaseHere({ prepared, releaseFolder }: Omit<PlacedRelease, 'folder'>): string {
  return releaseFolder ?? prepared.folder;
}

/**
 * The Python of the owner's environment, where the system sees it. Its programs are run as modules (`-m`): a script
 * names the path that it was installed at. @throws StackError `missing-source`
 */
export function pythonOf(context: Omit<PlacedRelease, 'folder'>, environments: readonly string[]): string {
  const here = releaseHere(context);
  const found = environments.find((folder) => existsSync(join(here, folder, 'bin', 'python')));
  if (found !== undefined) return join(context.prepared.folder, found, 'bin', 'python');
  throw new StackError('missing-source', `${here}: expected ${environments.join(' or ')}, got none`);
}

/** The owner's environment, as activating it would name it. @throws StackError `missing-source` */
export function virtualEnvironmentOf(
  context: Omit<PlacedRelease, 'folder'>,
  environments: readonly string[],
): string {
  return dirname(dirname(pythonOf(context, environments)));
}
