import type { Recipe } from '../stack/recipes/recipe.ts';
import { findRecipe } from '../stack/recipes/registry.ts';
import type { RunRequest } from './run-context.ts';

/** How the system is started: as its target's module says, else as it is known here. @throws StackError `unsupported` */
export function recipeOf({ target, own }: Pick<RunRequest, 'target' | 'own'>): Recipe {
  return own?.recipe ?? findRecipe(target.application);
}
