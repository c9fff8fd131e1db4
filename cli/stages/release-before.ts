import type { Prepared } from '../../stack/recipes/recipe.ts';
import { releaseInWords } from '../../stack/release-in-words.ts';
import { orUnsupported, StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { RunContext } from '../run-context.ts';

/**
 * The release before, built. @throws StackError `unsupported` with why it cannot be had, or that it is this one over
 * again: then nothing can be said of one in the place of the other.
 */
export async function prepareReleaseBefore(
  context: Pick<RunContext, 'driver' | 'request' | 'recipe' | 'reaper' | 'report' | 'prepared'>,
): Promise<Prepared> {
  const { driver, request, recipe, reaper, report, prepared } = context;
  const { source, previous: named } = request;
  const previous = { named, source: source ?? prepared?.source };
  const before = await orUnsupported('the release before cannot be built', () =>
    driver.prepare({ recipe, source, previous, reaper, report }),
  );
  const { digest } = before.release;
  if (digest !== prepared?.release.digest) return before;
  throw new StackError(
    'unsupported',
    `${inWords(before)}, is built to the same bytes as this one (digest ${digest.slice(0, 12)}); ` +
      'where it has other files, the recipe does not build the folder that it is given',
  );
}

/** One that does not start with this one's seed leaves its questions open. @throws StackError `unsupported` */
export async function startedBefore(before: Prepared, start: Promise<StartedStack>): Promise<StartedStack> {
  return await orUnsupported(`${inWords(before)}, does not start`, () => start);
}

/** For people, and for evidence: which release it was. */
export const inWords = ({ release }: Prepared): string => `the release before, ${releaseInWords(release)}`;
