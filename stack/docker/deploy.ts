import type { Component } from '../component.ts';
import type { Deployed } from '../owned-stack.ts';
import type { Prepared } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import type { DeployOptions } from '../started-stack.ts';
import type { ContainerFront } from './front/container-front.ts';
import { releaseOn, writeEnvironment, type DockerGround } from './ground.ts';
import type { ContainerPart } from './parts/container-part.ts';
import { Replicas } from './parts/replicas.ts';

/** What of a stack another release is put in the place of. */
interface RunningRelease {
  readonly ground: DockerGround;
  readonly front: Component;
  readonly running: ContainerFront;
  /** A replica whose container is up. */
  readonly replicaOf: (ground: DockerGround, service: string, index: number) => ContainerPart;
}

/**
 * Replica by replica: the front is told to leave it out, it is asked to stop and brings what is under way to its end,
 * its container is made anew from the other release's image, and the front has it back once it is ready.
 */
export function deployer({ ground, front, running, replicaOf }: RunningRelease) {
  const { options, plan, place, project, addresses } = ground;
  const { routes } = ground.front.settings;
  const names = addresses.application.slice(0, plan.replicas).map((_, index) => `application-${index + 1}`);
  return async (release: Prepared, { migrates, environment = {} }: DeployOptions): Promise<Deployed> => {
    if (release.image === undefined)
      throw new StackError('not-ready', 'expected the release to be built into an image, it is not');
    const next = { ...ground, ...(await releaseOn(ground, release)) };
    const { server } = next;
    await writeEnvironment(place, { ...server, environment: { ...server.environment, ...environment } });
    project.change({ GOLIVE_IMAGE_APPLICATION: release.image });
    await project.up(['operations']);
    if (migrates) await options.recipe.migrate?.(next.context);
    const replicas: ContainerPart[] = [];
    for (const [index, name] of names.entries()) {
      options.report(`making ${name} anew from ${release.release.version}`);
      if (names.length > 1)
        await running.reroute(without(routes, addresses.application[index === 0 ? 0 : 1]));
      await project.up([name]);
      const replica = replicaOf(next, name, index);
      await replica.untilReady();
      replicas.push(replica);
      await running.reroute(routes);
    }
    return { components: [...ground.services.components, ...replicas, front], groups: groupsOf(replicas) };
  };
}

/** What stands for all replicas at once. */
export function groupsOf([first, ...others]: readonly Component[]): readonly Component[] {
  return first === undefined ? [] : [new Replicas(first, ...others)];
}

function without(routes: DockerGround['front']['settings']['routes'], host: string): typeof routes {
  return routes.map((route) => ({
    ...route,
    servers: route.servers.filter((server) => server.host !== host),
  }));
}
