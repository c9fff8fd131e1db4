import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StackError } from '../../stack-error.ts';
import type { SourcePatch } from '../recipe.ts';

/** Where the system lies in this product: a folder of its own, of which nothing is imported. */
const ownSource = fileURLToPath(new URL('../../../reference-system', import.meta.url));
const notReleased = new Set(['node_modules', 'dist']);

/** @throws StackError `missing-source` where the folder holds no such system. */
export function sourceOf(wanted: string | undefined): string {
  const source = wanted ?? ownSource;
  for (const file of ['package.json', 'server/main.ts', 'web/build.ts', 'seed/seed.ts']) {
    if (existsSync(join(source, file))) continue;
    const hint =
      wanted === undefined
        ? '; Golive’s package has none: --source <checkout of Golive>/reference-system'
        : '';
    throw new StackError('missing-source', `${source}: expected Fieldbook's source, got no ${file}${hint}`);
  }
  return source;
}

/** SHA-256 over the paths and bytes of the source, in the order of their paths. */
export async function digestOf(source: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await filesBelow(source)) {
    hash
      .update(`${relative(source, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    if (notReleased.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else if (entry.isFile()) files.push(path);
  }
  return files.toSorted();
}

/**
 * A copy of the source from which the release is built and run, so that nobody's editing reaches a run. The
 * build is the caller's; the copy appears at its place whole, or not at all.
 */
export async function makeRelease(options: {
  readonly source: string;
  readonly release: string;
  /** On the same disk; deleted with the run. */
  readonly draftFolder: string;
  readonly patch: readonly SourcePatch[];
  /** Files of the source that this release has not. */
  readonly leftOut?: readonly string[];
  readonly build: (folder: string) => Promise<void>;
}): Promise<void> {
  const { source, release, patch, leftOut = [], build } = options;
  const draft = join(options.draftFolder, randomUUID());
  try {
    await mkdir(dirname(release), { recursive: true });
    await cp(source, draft, {
      recursive: true,
      filter: (path) => path === source || !notReleased.has(path.slice(dirname(path).length + 1)),
    });
    await symlink(dependenciesOf(source), join(draft, 'node_modules'));
    for (const file of leftOut) await rm(join(draft, file));
    for (const one of patch) await applyPatch(draft, one);
    await build(draft);
    await rename(draft, release);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another run has built the same meanwhile.
    if (patch.length === 0 && existsSync(release)) return;
    throw error;
  }
}

/** The folder that npm has installed into: the system's own, or the workspace's. @throws StackError `missing-source` */
export function dependenciesOf(source: string): string {
  const folders = [source, dirname(source)].map((folder) => join(folder, 'node_modules'));
  const found = folders.find((folder) => existsSync(join(folder, 'hono')));
  if (found !== undefined) return found;
  throw new StackError(
    'missing-source',
    `expected Fieldbook's dependencies in ${folders.join(' or ')}, got none: run npm ci`,
  );
}

/** @throws StackError `unsupported` where the text is not there exactly once. */
async function applyPatch(folder: string, { file, find, replace }: SourcePatch): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new StackError('unsupported', `patch: expected ${file} in Fieldbook's source, got none`, { cause });
  });
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new StackError(
      'unsupported',
      `patch: ${file}: expected the text to replace once, got it ${parts.length - 1} times`,
    );
  }
  await writeFile(path, parts.join(replace));
}
