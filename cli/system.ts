import { dirname, join } from 'node:path';
import type { Fault } from '../faults/fault.ts';
import { ownPagesOf } from '../fixtures/pages/own-pages.ts';
import { ownRecipeOf } from '../stack/recipes/own-recipe.ts';
import type { Recipe } from '../stack/recipes/recipe.ts';
import { importModule, type Exports } from '../targets/import-module.ts';
import { loadTarget } from '../targets/load.ts';
import { ownChecksOf } from '../targets/own-checks.ts';
import type { Target } from '../targets/schema/target.ts';

/** What comes with a target from its own module; the rest is looked up by its application's name. */
export interface OwnParts {
  readonly recipe: Recipe | undefined;
  readonly hasPages: boolean;
  readonly faults: readonly Fault[];
  /** `suites` beside the module, where the specs of its own checks lie; undefined where it has none. */
  readonly suites: string | undefined;
}

/**
 * A target and all that its module brings: checks, faults, pages, recipe.
 * @throws TargetError naming the file, the export and what was expected.
 */
export async function loadSystem(file: string): Promise<{ readonly target: Target; readonly own: OwnParts }> {
  const target = await loadTarget(file);
  const exports = await importModule(file);
  const own = {
    recipe: ownRecipeOf(exports, file),
    hasPages: ownPagesOf(exports, file) !== undefined,
    faults: await faultsOf(exports, file),
    suites: ownChecksOf(exports, file).length > 0 ? join(dirname(file), 'suites') : undefined,
  };
  return { target, own };
}

/** Golive's own, that they are held against, are read only where there are any: they bring the clients that plant them. */
async function faultsOf(exports: Exports, file: string): Promise<readonly Fault[]> {
  if (exports['faults'] === undefined) return [];
  const { ownFaultsOf } = await import('../faults/own-faults.ts');
  return ownFaultsOf(exports, file);
}
