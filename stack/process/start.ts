import type { Target } from '../../targets/schema/target.ts';
import type { RunCertificates } from '../certificates.ts';
import type { Access } from '../facts.ts';
import type { Reaper } from '../reaper/reaper.ts';
import type { Prepared, Recipe, Report } from '../recipes/recipe.ts';
import type { RunSecrets } from '../run-secrets.ts';
import type { StartedStack } from '../started-stack.ts';
import { bringUp, operator } from './bring-up.ts';
import { explained } from './disk-full.ts';
import { accessOf, layGround, type FrontPorts, type Ground } from './ground.ts';

export interface ProcessStackOptions {
  readonly target: Target;
  readonly recipe: Recipe;
  readonly prepared: Prepared;
  /** `main`, `restored`, `fault-…`. */
  readonly name: string;
  readonly seed: string;
  /** Limits stand as the release ships them: the recipe raises none for the run's own sake. */
  readonly asShipped?: boolean;
  /** The run's: it also says which run this is. */
  readonly reaper: Reaper;
  readonly report: Report;
  /** The run's: all stacks of a run share them. */
  readonly secrets: RunSecrets;
  /** Where all stacks of a run have one certificate; without it each makes its own. */
  readonly certificates?: RunCertificates;
  /** Ports that somebody asked for; without them free ones are taken. */
  readonly frontPorts?: FrontPorts;
}

/** A stack with services, but empty, and no system started yet: the team's restore command fills it. */
export interface EmptyStack
  extends Pick<StartedStack, 'target' | 'folder' | 'shimFolder' | 'operate'>, AsyncDisposable {
  /** Without accounts. */
  readonly access: Access;
  /** Starts the system on what was restored. To be called once; the stack that it hands back owns everything. */
  bringUp(): Promise<StartedStack>;
}

/**
 * Starts a copy of a target, seeded. Disposing stops everything in reverse order and deletes its folder.
 * @throws StackError with what was missing, busy, or seen last; nothing is left running then.
 */
export async function startProcessStack(options: ProcessStackOptions): Promise<StartedStack> {
  const ground = await onGround(options);
  return orDisposed(ground, async () => {
    options.report(`making schema and seed ${options.seed}`);
    await options.recipe.initialise(ground.context);
    return bringUp(ground, operator(ground));
  });
}

/** Starts services alone, for a restore. @throws StackError as startProcessStack does. */
export async function startEmptyProcessStack(options: ProcessStackOptions): Promise<EmptyStack> {
  const ground = await onGround(options);
  const operate = operator(ground);
  return {
    target: options.target,
    folder: ground.place.folder,
    shimFolder: ground.place.shims,
    access: accessOf(ground, {}),
    operate,
    bringUp: () => orDisposed(ground, () => bringUp(ground, operate)),
    async [Symbol.asyncDispose]() {
      if (!ground.owned.disposed) await ground.owned.disposeAsync();
    },
  };
}

async function onGround(options: ProcessStackOptions): Promise<Ground> {
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
