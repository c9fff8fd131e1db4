import { StackError } from '../stack-error.ts';
import type { Recipe } from './recipe.ts';

/** In the place of a recipe, for what somebody else has started: asked to build or start it, it refuses. */
export function noRecipe(application: string): Recipe {
  const refuse = (): never => {
    throw new StackError('unsupported', `${application} is attached to: nothing of it is built or started`);
  };
  return {
    application,
    services: [],
    front: { addHeaders: {}, source: 'somebody else’s front', maxBodyBytes: 0, compress: false },
    prepare: refuse,
    environment: refuse,
    operationsFolder: refuse,
    initialise: refuse,
    accounts: refuse,
    processes: refuse,
  };
}
