/** Fieldbook, the system that Golive verifies out of the box. */
export { target } from '../targets/reference.ts';
export { referencePages as pages } from '../fixtures/pages/reference.ts';
export { referenceRecipe as recipe } from '../stack/recipes/reference.ts';
