import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { Prepared, PrepareContext, Recipe } from '../recipes/recipe.ts';
import { commitBefore, commitNamed, layCommit, titleOfCommit } from '../source/earlier-commit.ts';
import type { PreviousRelease } from '../stack-driver.ts';
import { orUnsupported, StackError } from '../stack-error.ts';

/**
 * Builds the release before by the recipe of this one: what somebody has named, else what the recipe knows, else an
 * earlier commit of the source. @throws StackError `unsupported` with why there is none, or why it cannot be built: that
 * says nothing of this release.
 */
export async function preparePrevious(
  recipe: Recipe,
  previous: PreviousRelease,
  context: PrepareContext,
): Promise<Prepared> {
  if (previous.named === undefined && recipe.preparePrevious !== undefined)
    return await recipe.preparePrevious(context);
  const { source, origin } = await orUnsupported('the release before, which is earlier, cannot be had', () =>
    layPrevious(recipe, previous, context),
  );
  context.report(`building the release before, ${origin}`);
  const prepared = await orUnsupported(`the release before, ${origin}, cannot be built`, () =>
    recipe.prepare({ ...context, source, patch: [] }),
  );
  return { ...prepared, release: { ...prepared.release, origin } };
}

interface Laid {
  readonly source: string;
  /** For people. */
  readonly origin: string;
}

/** A checkout of it; one that is made here goes with the run. */
async function layPrevious(
  { builtFrom = ['.'] }: Recipe,
  { named, source }: PreviousRelease,
  { builds, run }: PrepareContext,
): Promise<Laid> {
  if (named !== undefined && isAbsolute(named) && existsSync(named))
    return { source: named, origin: `the folder ${basename(named)}` };
  if (source === undefined) {
    throw new StackError(
      'unsupported',
      'no release before is known: nobody says what this one was made of; --source names its checkout',
    );
  }
  const commit =
    named === undefined ? await commitBefore(source, builtFrom, run) : await commitNamed(source, named, run);
  // Not where the draft's owner is noted: nothing may lie there that is not the team's.
  const folder = join(await builds.draft(), 'checkout');
  await mkdir(folder);
  const place = await layCommit(commit, { source, folder }, run);
  return { source: place, origin: titleOfCommit(commit) };
}
