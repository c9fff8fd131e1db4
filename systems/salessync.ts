/** SalesSync, from a checkout that its owner has built. */
export { target } from '../targets/salessync.ts';
export { salessyncPages as pages } from '../fixtures/pages/salessync.ts';
export { salessyncRecipe as recipe } from '../stack/recipes/salessync.ts';
