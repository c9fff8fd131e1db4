import { environment } from '../environment.ts';
import { imageSet } from '../images/index.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { currentMachine, lookForDocker } from '../tools/index.ts';
import { askEngine } from './engine/engine-socket.ts';
import { useEngine } from './engine/engine.ts';
import { imageNames } from './images.ts';

/** Why containers are not what `--stack auto` takes; undefined where they are ready to be started. */
export async function whyNoContainers(recipe: Recipe): Promise<string | undefined> {
  if (recipe.container === undefined)
    return `recipe ${recipe.application} does not say how it runs in containers`;
  const found = await lookForDocker(currentMachine(environment.inherited));
  if (found === undefined) return 'no container engine with Compose 2 answers here';
  const why = useEngine(found.path);
  if (why !== undefined) return why;
  for (const name of imageNames(recipe)) {
    if (!(await isThere(name))) return `the engine has no image for ${name} yet (golive images brings them)`;
  }
  return undefined;
}

async function isThere(name: string): Promise<boolean> {
  const image = imageSet.find((known) => known.name === name);
  const named = image === undefined ? undefined : environment.inherited[image.variable];
  const references = named === undefined ? [image?.local, image?.official] : [named];
  const asked = references
    .filter((reference) => reference !== undefined)
    .map(async (reference) => (await askEngine('GET', `/images/${reference}/json`)).status === 200);
  return (await Promise.all(asked)).includes(true);
}
