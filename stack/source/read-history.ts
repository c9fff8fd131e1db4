import type { SourceFile } from './read-source.ts';
import type { Run } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';

/** Lines that one commit added to one file. */
export interface AddedText extends SourceFile {
  readonly commit: string;
}

const gitLimitMs = 90_000;
const mark = 'commit-of-the-history';

/** What a repository's history says, as far as 16 MB of it reach. */
export interface History {
  /** Newest first. */
  readonly added: readonly AddedText[];
  /** False where a shallow or partial clone leaves out commits, or other branches cannot be read. */
  readonly isWhole: boolean;
}

/**
 * What was ever added to the files below a folder: on every branch, else on the way to the commit that is checked out.
 * @returns undefined where the folder is in no repository
 */
export async function readHistory(checkout: string, run: Run): Promise<History | undefined> {
  const all = await printed(['log', ...asAdded('--all')], checkout, run);
  const log = all ?? (await printed(['log', ...asAdded('HEAD')], checkout, run));
  if (log === undefined) return undefined;
  const shallow = await printed(['rev-parse', '--is-shallow-repository'], checkout, run);
  return {
    added: addedTexts(log).toReversed(),
    isWhole: all !== undefined && shallow?.trim() === 'false',
  };
}

/** --reverse: `run` keeps the end of what is printed, and the newest commits matter most. */
function asAdded(commits: string): readonly string[] {
  const shape = ['-p', '-U0', '--no-color', '--no-ext-diff', '--no-renames', '--diff-filter=AM'];
  return ['--reverse', commits, ...shape, `--format=${mark} %h`, '--', '.'];
}

/** What git prints; undefined where it ends with an error. */
async function printed(words: readonly string[], checkout: string, run: Run): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', checkout, ...words], {
      folder: checkout,
      timeoutMs: gitLimitMs,
      label: 'reading the repository’s history',
    });
    return stdout;
  } catch (error) {
    if (error instanceof StackError) return undefined;
    throw error;
  }
}

/** The added lines of `git log -p -U0`, by commit and file. */
export function addedTexts(log: string): readonly AddedText[] {
  const found: { commit: string; path: string; text: string[] }[] = [];
  let commit = '';
  let isHead = true;
  for (const line of log.split('\n')) {
    if (line.startsWith(`${mark} `)) commit = line.slice(mark.length + 1);
    else if (line.startsWith('diff --git ')) isHead = true;
    else if (isHead && line.startsWith('+++ ')) {
      const path = line
        .slice(4)
        .replace(/^"?b\//u, '')
        .replace(/"$/u, '');
      found.push({ commit, path, text: [] });
    } else if (line.startsWith('@@')) isHead = false;
    else if (!isHead && line.startsWith('+')) found.at(-1)?.text.push(line.slice(1));
  }
  return found.map(({ text, ...rest }) => ({ ...rest, text: text.join('\n') }));
}
