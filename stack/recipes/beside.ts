import type { Beside, RecipeContext } from './recipe.ts';

/** Where a stand-in for somebody else's service runs: where the system does, unless the driver says otherwise. */
export function besideOf({ beside, node, port }: Pick<RecipeContext, 'beside' | 'node' | 'port'>): Beside {
  return beside ?? { host: '127.0.0.1', node, port };
}
