import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { environment } from '../stack/environment.ts';
import { recipeRun } from '../stack/process/run-command.ts';
import { createReaper } from '../stack/reaper/reaper.ts';
import { commitNamed } from '../stack/source/earlier-commit.ts';
import { UsageError, type CommandInput } from './command.ts';
import { newRunId } from './open-run.ts';
import { isStarted } from './read-attach.ts';
import type { RunRequest } from './run-context.ts';

export const previousOptions = { previous: { type: 'string' } } as const;

export const previousFlags = {
  '--previous <commit|tag|folder>':
    'the release before, which this one is put in the place of; the newest earlier commit of --source that differs if left out',
} as const;

/**
 * Which release was there before, where somebody names it: an absolute folder, or a commit that the source's repository
 * has. @throws UsageError naming the flag; StackError `missing-source` for a name that the repository does not have.
 */
export async function readPrevious(
  { previous: named }: CommandInput['values'],
  { source, attach }: Pick<RunRequest, 'source' | 'attach'>,
): Promise<string | undefined> {
  if (typeof named !== 'string') return undefined;
  if (!isStarted({ attach }))
    throw refused('none with --url: no release is put in the place of another there', named);
  const folder = resolve(named);
  if (named !== '' && existsSync(folder)) {
    if (statSync(folder).isDirectory()) return folder;
    throw refused('a commit, a tag or a folder', named, ', which is a file');
  }
  if (named === '' || named.startsWith('-')) throw refused('a commit, a tag or a folder', named);
  if (source === undefined)
    throw refused('a folder, or --source DIR with the repository that it is a commit of', named);
  await using reaper = await createReaper({ run: newRunId('previous') });
  const run = recipeRun({ spawn: reaper.spawn, folder: source, environment: environment.forSystems });
  await commitNamed(source, named, run);
  return named;
}

const refused = (expected: string, got: string, what = ''): UsageError =>
  new UsageError('bad-value', `--previous: expected ${expected}, got "${got}"${what}`);
