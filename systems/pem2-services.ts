/** Pem2 Services: the electrical application behind Caddy. */
export { target } from '../targets/pem2-services.ts';
export { electricalPages as pages } from '../fixtures/pages/electrical.ts';
export { pem2ServicesRecipe as recipe } from '../stack/recipes/electrical.ts';
