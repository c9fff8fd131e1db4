/** AJ-HCP-LE, from a checkout. */
export { target } from '../targets/aj-hcp-le.ts';
export { ajHcpLePages as pages } from '../fixtures/pages/aj-hcp-le.ts';
export { ajHcpLeRecipe as recipe } from '../stack/recipes/aj-hcp-le.ts';
