import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { draftsName, environment } from '../environment.ts';
import type { Prepared } from '../recipes/recipe.ts';
import type { PrepareOptions } from '../stack-driver.ts';
import { explained } from './disk-full.ts';
import { preparePrevious } from './prepare-previous.ts';
import { recipeRun } from './run-command.ts';

/**
 * Installs and builds a release once for all stacks of a run. With a patch the build goes into a throw-away
 * folder that is deleted with the run, also after kill -9. @throws StackError as the recipe does; `disk-full`.
 */
export async function prepareRelease(options: PrepareOptions): Promise<Prepared> {
  const { recipe, source, patch = [], previous, reaper, report } = options;
  const isPatched = patch.length > 0;
  const drafts = join(environment.cacheFolder, draftsName);
  try {
    if (!isPatched) await mkdir(drafts, { recursive: true });
    const draftFolder = await reaper.makeFolder(reaper.run, isPatched ? environment.temporaryFolder : drafts);
    const cacheFolder = isPatched ? draftFolder : environment.cacheFolder;
    const own = { ...environment.forSystems, TMPDIR: draftFolder };
    const run = recipeRun({ spawn: reaper.spawn, folder: '/', environment: own });
    const builds = {
      folder: join(environment.cacheFolder, 'builds'),
      async draft(): Promise<string> {
        await mkdir(drafts, { recursive: true });
        return reaper.makeFolder(reaper.run, drafts);
      },
    };
    const context = { source, cacheFolder, draftFolder, builds, patch, report, run };
    const prepared =
      previous === undefined
        ? await recipe.prepare(context)
        : await preparePrevious(recipe, previous, context);
    if (!isPatched) await reaper.removeFolder(draftFolder);
    return prepared;
  } catch (error) {
    throw explained(error, environment.cacheFolder);
  }
}
