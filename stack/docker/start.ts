import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { explained } from '../process/disk-full.ts';
import type { EmptyStack, StackOptions } from '../stack-driver.ts';
import type { StartedStack } from '../started-stack.ts';
import { bringUp } from './bring-up.ts';
import { rehearse } from './documented/rehearse.ts';
import { accessOf, layDockerGround, removeStack, type DockerGround } from './ground.ts';

/** A seeded copy in containers. @throws StackError with what was seen last; nothing is left running then. */
export async function startDockerStack(options: StackOptions): Promise<StartedStack> {
  const ground = await onGround(options);
  return orDisposed(ground, async () => {
    options.report(`making schema and seed ${options.seed}`);
    await options.recipe.initialise(ground.context);
    return bringUp(ground);
  });
}

/** Services alone, for a restore. @throws StackError as startDockerStack does. */
export async function startEmptyDockerStack(options: StackOptions): Promise<EmptyStack> {
  const ground = await onGround(options);
  return {
    target: options.target,
    folder: ground.place.folder,
    shimFolder: ground.place.shims,
    access: accessOf(ground, {}),
    operate: ground.operate,
    bringUp: () => orDisposed(ground, () => bringUp(ground)),
    rehearse: (of) => rehearse(ground, of),
    async [Symbol.asyncDispose]() {
      if (!ground.owned.disposed) await ground.owned.disposeAsync();
    },
  };
}

async function onGround(options: StackOptions): Promise<DockerGround> {
  try {
    return await layDockerGround(options);
  } catch (error) {
    throw explained(error, 'the temporary folder, or where the engine keeps its data');
  }
}

async function orDisposed<T>(ground: DockerGround, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    await ground.owned.disposeAsync();
    throw explained(error, ground.place.folder);
  }
}

/**
 * The disaster: every container of a stack killed, and all volumes deleted. Its networks stay until the stack is
 * disposed of: without them its addresses would lead out of this machine, to whoever answers there.
 */
export async function destroyDockerStack({ facts, components, folder }: StartedStack): Promise<void> {
  await Promise.all(components.map((component) => component.kill()));
  await removeStack(facts.run, facts.name, ['container', 'volume']);
  // What the system wrote beside itself; empty where it is stateless.
  await rm(join(folder, 'state'), { recursive: true, force: true });
}
