import type { EmptyStack, StackOptions } from '../stack-driver.ts';
import type { StartedStack } from '../started-stack.ts';
import { bringUp, operator } from './bring-up.ts';
import { explained } from './disk-full.ts';
import { accessOf, layGround, type Ground } from './ground.ts';

/**
 * Starts a copy of a target, seeded. Disposing stops everything in reverse order and deletes its folder.
 * @throws StackError with what was missing, busy, or seen last; nothing is left running then.
 */
export async function startProcessStack(options: StackOptions): Promise<StartedStack> {
  const ground = await onGround(options);
  return orDisposed(ground, async () => {
    options.report(`making schema and seed ${options.seed}`);
    await options.recipe.initialise(ground.context);
    return bringUp(ground, operator(ground));
  });
}

/** Starts services alone, for a restore. @throws StackError as startProcessStack does. */
export async function startEmptyProcessStack(options: StackOptions): Promise<EmptyStack> {
  const ground = await onGround(options);
  const operate = operator(ground);
  return {
    target: options.target,
    folder: ground.place.folder,
    shimFolder: ground.place.shims,
    access: accessOf(ground, {}),
    database: ground.services.started.find(({ component }) => component.role === 'database')?.component,
    operate,
    bringUp: () => orDisposed(ground, () => bringUp(ground, operate)),
    async [Symbol.asyncDispose]() {
      if (!ground.owned.disposed) await ground.owned.disposeAsync();
    },
  };
}

async function onGround(options: StackOptions): Promise<Ground> {
  try {
    return await layGround(options);
  } catch (error) {
    throw explained(error, 'the temporary folder');
  }
}

async function orDisposed<T>(ground: Ground, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    await ground.owned.disposeAsync();
    throw explained(error, ground.place.folder);
  }
}
