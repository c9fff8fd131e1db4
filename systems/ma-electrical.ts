/** MA Electrical Inventory: the same application behind nginx. */
export { target } from '../targets/ma-electrical.ts';
export { electricalPages as pages } from '../fixtures/pages/electrical.ts';
export { maElectricalRecipe as recipe } from '../stack/recipes/electrical.ts';
