import { prepareRelease } from '../process/prepare.ts';
import type { Prepared } from '../recipes/recipe.ts';
import type { PrepareOptions, StackDriver } from '../stack-driver.ts';
import { applicationImage } from './image/application-image.ts';
import { imageOf, stackImages } from './images.ts';
import { destroyDockerStack, startDockerStack, startEmptyDockerStack } from './start.ts';

/** Containers of docker-compose.test.yml, through Testcontainers. */
export const dockerDriver: StackDriver = {
  name: 'docker',
  title: 'docker stack',
  prepare,
  start: startDockerStack,
  startEmpty: startEmptyDockerStack,
  destroy: destroyDockerStack,
};

async function prepare(options: PrepareOptions): Promise<Prepared> {
  const prepared = await prepareRelease(options);
  const plan = options.recipe.container;
  if (plan === undefined) return prepared;
  const base = imageOf(await stackImages(options.recipe, options.report), 'node');
  if (base === undefined) return prepared;
  return { ...prepared, image: await applicationImage(options, plan, prepared, base) };
}
