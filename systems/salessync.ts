/** SalesSync, from a checkout. */
export { target } from '../targets/salessync.ts';
export { salessyncPages as pages } from '../fixtures/pages/salessync.ts';
export { salessyncRecipe as recipe } from '../stack/recipes/salessync.ts';
