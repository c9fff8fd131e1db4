import type { Component } from '../component.ts';
import type { Deployed } from '../owned-stack.ts';
import type { Prepared, ProcessPlan, RecipeContext } from '../recipes/recipe.ts';
import type { DeployOptions } from '../started-stack.ts';
import type { Front } from './front/front.ts';
import type { Ground } from './ground.ts';
import type { Route } from './proxy/routes.ts';

/** What of a stack another release is put in the place of. */
export interface RunningRelease {
  readonly ground: Ground;
  readonly front: Pick<Front, 'component' | 'serveRelease'>;
  /** Leads the front's requests to the processes that have just been started. */
  readonly reroute: Front['reroute'];
  /** Starts no process yet. */
  readonly supervise: (plan: ProcessPlan) => Component;
  /** The system's own, in the order of their start. */
  readonly processes: readonly Component[];
  /** Names of those that never started: they are told once, and are no part of what is put in place. */
  readonly leftOut: readonly string[];
}

/** What a release is made of here: without what could not be started at all, with the variables that are given. */
export function plansInPlace(
  plans: readonly ProcessPlan[],
  leftOut: readonly string[],
  environment: Readonly<Record<string, string>>,
): readonly ProcessPlan[] {
  return plans
    .filter(({ name }) => !leftOut.includes(name))
    .map((plan) => ({ ...plan, environment: { ...plan.environment, ...environment } }));
}

/**
 * Each new process is started beside the old one, on a port of its own; once all are ready the front sends requests
 * there and serves the files of that release, and only then are the old ones asked to stop: what was under way there
 * comes to its end. Commands of the team go on running where the stack was started from.
 */
export function deployer(running: RunningRelease) {
  const { ground, front, reroute, supervise } = running;
  const { options, owned, services } = ground;
  const { recipe, report } = options;
  let processes = running.processes;
  let times = 0;
  return async (release: Prepared, { migrates, environment = {} }: DeployOptions): Promise<Deployed> => {
    const context = contextFor(ground, release, (times += 1));
    if (migrates) await recipe.migrate?.(context);
    const plans = plansInPlace(await recipe.processes(context), running.leftOut, environment);
    const next: Component[] = [];
    try {
      for (const plan of plans) {
        report(`starting ${plan.name} ${plan.version} beside the one that runs`);
        const component = supervise(plan);
        owned.defer(() => component.stop());
        next.push(component);
        await component.start();
      }
    } catch (error) {
      for (const component of next) await component.stop();
      throw error;
    }
    await reroute(routesOf(plans));
    await front.serveRelease(release.folder);
    for (const old of processes.toReversed()) await old.stop();
    processes = next;
    return { components: [...services.started.map(({ component }) => component), ...next, front.component] };
  };
}

export function routesOf(plans: readonly ProcessPlan[]): readonly Route[] {
  return plans.flatMap(({ serves, port, stripsPrefix = false }) =>
    serves.map((prefix): Route => ({ prefix, port, ...(stripsPrefix ? { stripsPrefix } : {}) })),
  );
}

function contextFor({ context }: Ground, prepared: Prepared, times: number): RecipeContext {
  return { ...context, prepared, port: (name) => context.port(`${name}, deployment ${times}`) };
}
