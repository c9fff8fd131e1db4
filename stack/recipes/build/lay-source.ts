import { createHash } from 'node:crypto';
import { copyFile, lstat, mkdir, readFile, readdir, readlink, symlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { StackError } from '../../stack-error.ts';
import type { Run } from '../recipe.ts';

/** What tools and people put into a checkout that is not the team's source. */
const madeHere = new Set(['.git', 'node_modules', '.next', '.venv', 'venv', '__pycache__', 'dist', 'build']);
const gitLimitMs = 60_000;
const environmentFile = /(?:^|\/)\.env(?:\..*)?$/u;

/**
 * Paths of the files that a fresh checkout has, in order: what is under version control, as it lies there now, and what
 * was added and is not ignored. Without a repository all that lies there. Nobody's environment file, but one that is
 * under version control.
 */
export async function sourceFilesOf(checkout: string, run: Run): Promise<readonly string[]> {
  const tracked = await listed(checkout, run, ['--cached']);
  const added =
    tracked === undefined
      ? await filesBelow(checkout, '')
      : ((await listed(checkout, run, ['--others', '--exclude-standard'])) ?? []);
  const theirs = added.filter(
    (path) => !environmentFile.test(path) && !path.split('/').some((name) => madeHere.has(name)),
  );
  const all = [...new Set([...(tracked ?? []), ...theirs])].toSorted();
  const there = await Promise.all(all.map((path) => isFileOrLink(join(checkout, path))));
  return all.filter((_, at) => there[at] === true);
}

async function listed(
  checkout: string,
  run: Run,
  which: readonly string[],
): Promise<readonly string[] | undefined> {
  try {
    const { stdout } = await run('git', ['-C', checkout, 'ls-files', '-z', ...which, '.'], {
      folder: checkout,
      timeoutMs: gitLimitMs,
      label: 'listing the files of the checkout',
    });
    const paths = stdout.split('\0').filter((path) => path !== '');
    return paths.length > 0 || !which.includes('--cached') ? paths : undefined;
  } catch (error) {
    if (error instanceof StackError) return undefined;
    throw error;
  }
}

async function filesBelow(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name).split(sep).join('/');
    if (entry.isDirectory()) {
      if (!madeHere.has(entry.name)) found.push(...(await filesBelow(root, path)));
    } else found.push(path);
  }
  return found;
}

async function isFileOrLink(path: string): Promise<boolean> {
  const known = await lstat(path).catch(() => undefined);
  return known !== undefined && (known.isFile() || known.isSymbolicLink());
}

/** SHA-256 over path, NUL, bytes and NUL of each file: what decides how a checkout builds. */
export async function digestOfFiles(checkout: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of files) {
    const place = join(checkout, path);
    const known = await lstat(place);
    const bytes = known.isSymbolicLink() ? await readlink(place) : await readFile(place);
    hash.update(`${path}\0`).update(bytes).update('\0');
  }
  return hash.digest('hex');
}

/** A copy of these files, with nothing of what was installed or built beside them. */
export async function layFiles(checkout: string, files: readonly string[], into: string): Promise<void> {
  for (const folder of new Set(files.map((path) => dirname(join(into, path)))))
    await mkdir(folder, { recursive: true });
  for (const path of files) {
    const [from, to] = [join(checkout, path), join(into, path)];
    if ((await lstat(from)).isSymbolicLink()) await symlink(await readlink(from), to);
    else await copyFile(from, to);
  }
}
