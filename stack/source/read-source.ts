import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Run } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';

/** One text file of a checkout. */
export interface SourceFile {
  /** From the checkout's folder. */
  readonly path: string;
  readonly text: string;
}

/** What a team keeps under version control, or, where there is no repository, all that lies in the folder. */
export interface Source {
  readonly files: readonly SourceFile[];
  readonly isRepository: boolean;
}

export interface SourcePlace {
  /** The checkout: its repository says which files are the team's. */
  readonly checkout: string;
  /** Where the files are read: the checkout, or a copy of it that was patched. */
  readonly folder: string;
  readonly run: Run;
}

const notTheTeams = new Set([
  '.git',
  'node_modules',
  'dist',
  'build',
  '.next',
  '.venv',
  'venv',
  '__pycache__',
]);
/** Longer ones are data, or made by a program. */
const largestBytes = 1_000_000;
const mostFiles = 5_000;
const gitLimitMs = 60_000;

/** Text files alone, at most 5,000 of at most 1 MB. @throws StackError `missing-source` where the folder is not there */
export async function readSource(place: SourcePlace): Promise<Source> {
  const tracked = await trackedFiles(place);
  const paths = tracked ?? (await filesBelow(place.folder));
  const files: SourceFile[] = [];
  for (const path of paths.slice(0, mostFiles)) {
    const text = await readText(join(place.folder, path));
    if (text !== undefined) files.push({ path, text });
  }
  return { files, isRepository: tracked !== undefined };
}

async function trackedFiles({ checkout, run }: SourcePlace): Promise<readonly string[] | undefined> {
  try {
    const { stdout } = await run('git', ['-C', checkout, 'ls-files', '-z', '.'], {
      folder: checkout,
      timeoutMs: gitLimitMs,
      label: 'listing the files under version control',
    });
    const paths = stdout.split('\0').filter((path) => path !== '');
    return paths.length > 0 ? paths : undefined;
  } catch (error) {
    if (error instanceof StackError) return undefined;
    throw error;
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new StackError('missing-source', `${folder}: expected the source of the release, got none`, {
      cause,
    });
  });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile()) found.push(entry.name);
    else if (entry.isDirectory() && !notTheTeams.has(entry.name)) {
      found.push(...(await filesBelow(path)).map((below) => relative(folder, join(path, below))));
    }
  }
  return found.toSorted();
}

/** Undefined for what is no text, is too long, or is not in this copy. */
async function readText(path: string): Promise<string | undefined> {
  const known = await stat(path).catch(() => undefined);
  if (known?.isFile() !== true || known.size > largestBytes) return undefined;
  const bytes = await readFile(path);
  return bytes.includes(0) ? undefined : bytes.toString('utf8');
}
