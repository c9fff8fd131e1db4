import { networkShapes } from '../devices/network-shapes.ts';
import { LoadError } from '../load/load-error.ts';
import { assertRepresentative, parseMix } from '../load/mix.ts';
import type { Recipe } from '../stack/recipes/recipe.ts';
import { findRecipe } from '../stack/recipes/registry.ts';
import { StackError } from '../stack/stack-error.ts';
import { isNotApplicable } from '../targets/schema/common.ts';
import type { Target } from '../targets/schema/target.ts';
import { TargetError } from '../targets/target-error.ts';

/** Least share of writes in a mix that stands for people at work. */
export const leastWriteShare = 0.2;

/**
 * Refuses a target that names what this Golive does not have, before anything is started for it.
 * @returns the sizes of the seed that may be asked for. @throws TargetError naming file, field and expectation.
 */
export function refuseUnknownParts(target: Target, file: string): readonly string[] {
  const recipe = recipeOf(target, file);
  const stated = Object.entries(target.seed).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const seeds = recipe.seeds ?? [...new Set(stated.map(([, size]) => size))];
  for (const [profile, size] of stated) {
    if (!seeds.includes(size)) throw malformed(file, `seed.${profile}`, seeds, size);
  }
  const shapes = Object.values(networkShapes).filter(({ lossless }) => lossless);
  const ids = shapes.map(({ id }): string => id);
  const { networkShape } = target.limits;
  if (!ids.includes(networkShape)) throw malformed(file, 'limits.networkShape', ids, networkShape);
  refuseBadMix(target, file);
  return seeds;
}

function recipeOf({ application }: Target, file: string): Recipe {
  try {
    return findRecipe(application);
  } catch (cause) {
    if (!(cause instanceof StackError)) throw cause;
    throw new TargetError('malformed-target', `${file}: application: ${cause.message}`, { cause });
  }
}

function refuseBadMix({ load, photos }: Target, file: string): void {
  if (isNotApplicable(load)) return;
  try {
    const requirements = { writeShare: leastWriteShare, uploads: !isNotApplicable(photos) };
    assertRepresentative(parseMix(load.mix), requirements);
  } catch (cause) {
    if (!(cause instanceof LoadError)) throw cause;
    throw new TargetError('malformed-target', `${file}: load.${cause.message}`, { cause });
  }
}

function malformed(file: string, field: string, known: readonly string[], got: string): TargetError {
  return new TargetError(
    'malformed-target',
    `${file}: ${field}: expected one of ${known.join(', ')}, got "${got}"`,
  );
}
