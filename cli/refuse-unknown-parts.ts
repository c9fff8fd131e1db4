import { networkShapes } from '../devices/network-shapes.ts';
import { knownPages } from '../fixtures/pages/registry.ts';
import { LoadError } from '../load/load-error.ts';
import { assertRepresentative, parseMix } from '../load/mix.ts';
import { recipes } from '../stack/recipes/registry.ts';
import { findShape, shapeNames } from '../stack/shapes.ts';
import { isNotApplicable } from '../targets/schema/common.ts';
import type { Target } from '../targets/schema/target.ts';
import { TargetError } from '../targets/target-error.ts';
import { isStarted } from './read-attach.ts';
import type { RunRequest } from './run-context.ts';
import type { OwnParts } from './system.ts';

/** Least share of writes in a mix that stands for people at work. */
export const leastWriteShare = 0.2;

/**
 * Refuses a target that names what this Golive does not have, before anything is started for it. Its recipe and its
 * pages may be written later: see `refuseUnknownApplication`.
 * @returns the sizes of the seed that may be asked for. @throws TargetError naming file, field and expectation.
 */
export function refuseUnknownParts(target: Target, file: string, own?: OwnParts): readonly string[] {
  const recipe = own?.recipe ?? recipes.find(({ application }) => application === target.application);
  const stated = Object.entries(target.seed).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const seeds = recipe?.seeds ?? [...new Set(stated.map(([, size]) => size))];
  for (const [profile, size] of stated) {
    if (!seeds.includes(size)) throw malformed(file, `seed.${profile}`, seeds, size);
  }
  const shapes = Object.values(networkShapes).filter(({ lossless }) => lossless);
  const ids = shapes.map(({ id }): string => id);
  const { networkShape } = target.limits;
  if (!ids.includes(networkShape)) throw malformed(file, 'limits.networkShape', ids, networkShape);
  refuseBadMix(target, file);
  refuseUnknownShape(target, file);
  return seeds;
}

type Asked = Pick<RunRequest, 'target' | 'targetFile' | 'attach' | 'own'>;

/**
 * Refuses to run a target whose screens nobody has written down, or that nothing here starts: what runs already needs
 * no recipe. @throws TargetError naming the applications that are known, and where one is registered.
 */
export function refuseUnknownApplication(asked: Asked): void {
  const { target, targetFile, own } = asked;
  const { application } = target;
  const refuse = (what: string, known: readonly string[], name: string): TargetError => {
    const expected = `expected one of ${known.join(', ')}, or an export named "${name}" beside the target`;
    return new TargetError(
      'malformed-target',
      `${targetFile}: application: no ${what} for ${application}: ${expected}`,
    );
  };
  const started = recipes.map((recipe) => recipe.application);
  if (isStarted(asked) && own?.recipe === undefined && !started.includes(application))
    throw refuse('recipe', started, 'recipe');
  if (own?.hasPages !== true && !knownPages.includes(application)) throw refuse('pages', knownPages, 'pages');
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

function refuseUnknownShape({ load }: Target, file: string): void {
  if (isNotApplicable(load) || isNotApplicable(load.capacity)) return;
  const { shape } = load.capacity;
  if (shape !== undefined && findShape(shape) === undefined) {
    throw malformed(file, 'load.capacity.shape', shapeNames, shape);
  }
}

function malformed(file: string, field: string, known: readonly string[], got: string): TargetError {
  return new TargetError(
    'malformed-target',
    `${file}: ${field}: expected one of ${known.join(', ')}, got "${got}"`,
  );
}
