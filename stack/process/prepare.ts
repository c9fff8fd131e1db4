import { environment } from '../environment.ts';
import type { Reaper } from '../reaper/reaper.ts';
import type { Prepared, Recipe, Report, SourcePatch } from '../recipes/recipe.ts';
import { explained } from './disk-full.ts';
import { recipeRun } from './run-command.ts';

/**
 * Installs and builds a release once for all stacks of a run. With a patch the build goes into a throw-away
 * folder that is deleted with the run, also after kill -9. @throws StackError as the recipe does; `disk-full`.
 */
export async function prepareRelease(options: {
  readonly recipe: Recipe;
  readonly source: string | undefined;
  readonly patch?: readonly SourcePatch[];
  readonly reaper: Reaper;
  readonly report: Report;
}): Promise<Prepared> {
  const { recipe, source, patch = [], reaper, report } = options;
  const cacheFolder =
    patch.length === 0 ? environment.cacheFolder : await reaper.makeFolder(`${reaper.run}-patched`);
  const place = { spawn: reaper.spawn, folder: '/', environment: environment.forSystems };
  try {
    return await recipe.prepare({ source, cacheFolder, patch, report, run: recipeRun(place) });
  } catch (error) {
    throw explained(error, cacheFolder);
  }
}
