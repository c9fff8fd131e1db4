/** Teliporter, with its worker, its clock and a stand-in for Square. */
export { target } from '../targets/teliporter.ts';
export { teliporterPages as pages } from '../fixtures/pages/teliporter.ts';
export { teliporterRecipe as recipe } from '../stack/recipes/teliporter.ts';
