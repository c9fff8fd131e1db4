import { join } from 'node:path';
import type { Run } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';

/** A commit of the repository that a source lies in. */
export interface Commit {
  readonly id: string;
  /** When it was committed: `2026-01-04`. */
  readonly day: string;
}

/** For people: `commit 5220046ac1 of 2026-01-04`. */
export const titleOfCommit = ({ id, day }: Commit): string => `commit ${id.slice(0, 10)} of ${day}`;

const gitLimitMs = 90_000;

/** No release is built from them, wherever they lie. */
const documents = ['docs/**', 'doc/**', '**/*.md', '**/*.mdx', '**/*.rst', '**/*.adoc', '**/LICENSE*'].map(
  (path) => `:(exclude,icase,glob)${path}`,
);

/**
 * The newest earlier commit on the way to the one that is checked out (first parents) that differs from it in what the
 * release is built from: the state that the newest release was made of before. @throws StackError `unsupported` with why
 * there is none.
 */
export async function commitBefore(source: string, builtFrom: readonly string[], run: Run): Promise<Commit> {
  const paths = [...builtFrom, ...documents];
  const words = [
    'log',
    '-1',
    '--no-show-signature',
    '--first-parent',
    '--format=%H %P',
    'HEAD',
    '--',
    ...paths,
  ];
  try {
    const [newest = '', parent] = (await git(source, words, run)).split(' ');
    if (parent !== undefined) return await commitOf(source, parent, run);
    const what = newest === '' ? 'no commit changes' : 'no earlier commit differs in';
    throw new StackError(
      'unsupported',
      `${source}: ${what} what the release is built from${await ifShallow(source, run)}`,
    );
  } catch (cause) {
    if (!(cause instanceof StackError)) throw cause;
    const why = `${cause.message}; --previous names one, by its commit, tag or folder`;
    throw new StackError('unsupported', `no release before is known: ${why}`, { cause });
  }
}

/** @throws StackError `missing-source` where the repository of the source has no such commit, tag or branch; `missing-tool` */
export async function commitNamed(source: string, name: string, run: Run): Promise<Commit> {
  try {
    // Asked first: it says what is wrong where there is no repository.
    const shallow = await ifShallow(source, run);
    const known = await git(source, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`], run).catch(
      () => undefined,
    );
    if (known !== undefined) return await commitOf(source, known, run);
    throw new StackError('missing-source', `its history has none of this name${shallow}`);
  } catch (cause) {
    if (!(cause instanceof StackError)) throw cause;
    throw new StackError(
      cause.code === 'missing-tool' ? cause.code : 'missing-source',
      `--previous: expected a folder, or a commit, a tag or a branch of ${source}, got "${name}": ${cause.message}`,
      { cause },
    );
  }
}

/**
 * Lays a commit's files into an empty folder, which then says of itself what was under version control there. The
 * repository is only read: the index is the folder's own, so that neither a work tree nor a lock is noted in it.
 * @returns the place in the folder that the source has in its repository.
 */
export async function layCommit(
  { id }: Commit,
  { source, folder }: { readonly source: string; readonly folder: string },
  run: Run,
): Promise<string> {
  const top = await git(source, ['rev-parse', '--show-toplevel'], run);
  const below = await git(source, ['rev-parse', '--show-prefix'], run);
  await git(folder, ['init', '--quiet', '--template='], run);
  const index = { GIT_INDEX_FILE: join(folder, '.git', 'index') };
  await git(top, ['read-tree', id], run, index);
  await git(top, ['checkout-index', '--all', '--quiet', `--prefix=${folder}/`], run, index);
  return join(folder, below.replace(/\/$/u, ''));
}

async function commitOf(source: string, id: string, run: Run): Promise<Commit> {
  const day = await git(source, ['log', '-1', '--no-show-signature', '--format=%cs', id], run);
  return { id, day };
}

/** What to do about it, where the clone left out what is older. */
async function ifShallow(source: string, run: Run): Promise<string> {
  const says = await git(source, ['rev-parse', '--is-shallow-repository'], run);
  return says === 'true'
    ? '; it is a shallow clone, which leaves out what is older: `git fetch --unshallow` brings it'
    : '';
}

/** What git prints; it fetches nothing to answer. @throws StackError with the last line that it said. */
async function git(
  folder: string,
  words: readonly string[],
  run: Run,
  index: Readonly<Record<string, string>> = {},
): Promise<string> {
  const environment = { GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', ...index };
  try {
    const label = `git ${words[0] ?? ''}`;
    const options = { folder, environment, timeoutMs: gitLimitMs, label };
    const { stdout } = await run('git', ['-C', folder, ...words], options);
    return stdout.trim();
  } catch (cause) {
    if (!(cause instanceof StackError)) throw cause;
    throw new StackError(cause.code, `${folder}: ${cause.message.split('\n').at(-1) ?? ''}`, { cause });
  }
}
