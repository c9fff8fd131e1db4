import { StackError } from '../stack-error.ts';
import { ajHcpLeRecipe } from './aj-hcp-le.ts';
import { maElectricalRecipe, pem2ServicesRecipe } from './electrical.ts';
import type { Recipe } from './recipe.ts';
import { referenceRecipe } from './reference.ts';
import { salessyncRecipe } from './salessync.ts';
import { teliporterRecipe } from './teliporter.ts';

/** One line for each application that Golive can start. */
export const recipes: readonly Recipe[] = [
  referenceRecipe,
  salessyncRecipe,
  pem2ServicesRecipe,
  maElectricalRecipe,
  teliporterRecipe,
  ajHcpLeRecipe,
];

/** How this application is started from source. @throws StackError `unsupported` listing those that are known. */
export function findRecipe(application: string): Recipe {
  const found = recipes.find((recipe) => recipe.application === application);
  if (found) return found;
  const known = recipes.map((recipe) => recipe.application).join(', ');
  throw new StackError('unsupported', `no recipe for application ${application}: expected one of ${known}`);
}
