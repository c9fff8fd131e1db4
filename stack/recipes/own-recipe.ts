import type { Exports } from '../../targets/import-module.ts';
import { TargetError } from '../../targets/target-error.ts';
import type { Recipe } from './recipe.ts';

const methods = [
  'prepare',
  'environment',
  'operationsFolder',
  'initialise',
  'accounts',
  'processes',
] as const satisfies readonly (keyof Recipe)[];

/**
 * How a target's module starts its system, where it exports a `recipe`.
 * @throws TargetError `malformed-target` naming file, field and what was expected.
 */
export function ownRecipeOf({ recipe }: Exports, file: string): Recipe | undefined {
  if (recipe === undefined || isRecipe(recipe)) return recipe;
  const lacks = methods.find((name) => !hasMethod(recipe, name));
  const what = lacks === undefined ? 'application, services and front' : `a method ${lacks}`;
  throw new TargetError('malformed-target', `${file}: recipe: expected ${what}, as the type Recipe has it`);
}

function hasMethod(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';
}

function isRecipe(value: unknown): value is Recipe {
  if (typeof value !== 'object' || value === null) return false;
  const isWhole = methods.every((name) => hasMethod(value, name));
  const front: unknown = Reflect.get(value, 'front');
  const isFronted = typeof front === 'object' && front !== null;
  return (
    isWhole &&
    isFronted &&
    Array.isArray(Reflect.get(value, 'services')) &&
    typeof Reflect.get(value, 'application') === 'string'
  );
}
