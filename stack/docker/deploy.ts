import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Component } from '../component.ts';
import type { Deployed } from '../owned-stack.ts';
import type { Prepared } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import type { DeployOptions } from '../started-stack.ts';
import type { RunningCompanion } from './companions.ts';
import { laterFiles } from './compose/overlay.ts';
import type { ContainerFront } from './front/container-front.ts';
import { releaseOn, writeEnvironment, type DockerGround } from './ground.ts';
import { partOf } from './part-of.ts';
import type { ContainerPart } from './parts/container-part.ts';
import { Replicas } from './parts/replicas.ts';
import { laterFolderOf, layOverlay } from './servers.ts';

/** What of a stack another release is put in the place of. */
interface RunningRelease {
  readonly ground: DockerGround;
  readonly front: Component;
  readonly running: ContainerFront;
  /** Processes beside the replicas that have come up. */
  readonly beside: readonly RunningCompanion[];
  /** A replica whose container is up. */
  readonly replicaOf: (ground: DockerGround, service: string, index: number) => ContainerPart;
}

/**
 * Replica by replica: the front is told to leave it out, it is asked to stop and brings what is under way to its end,
 * its container is made anew from the other release's image, and the front has it back once it is ready. Then what runs
 * beside them, and the files that the front serves by itself, where it is another release.
 */
export function deployer({ ground, front, running, replicaOf, ...before }: RunningRelease) {
  const { options, plan, place, project, addresses, services } = ground;
  const { routes } = ground.front.settings;
  const names = addresses.application.slice(0, plan.replicas).map((_, index) => `application-${index + 1}`);
  let { beside } = before;
  let inPlace = options.prepared.folder;
  let times = 0;
  return async (release: Prepared, { migrates, environment = {} }: DeployOptions): Promise<Deployed> => {
    if (release.image === undefined)
      throw new StackError('not-ready', 'expected the release to be built into an image, it is not');
    const isOther = release.folder !== inPlace;
    const next = { ...ground, ...(await releaseOn(ground, release)) };
    const { server } = next;
    await writeEnvironment(place, { ...server, environment: { ...server.environment, ...environment } });
    project.change({ GOLIVE_IMAGE_APPLICATION: release.image });
    if (isOther) await layOverlay(options, next);
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
    if (isOther) {
      beside = await besideIn(next, beside);
      await serveFiles(ground, running, { release, times: (times += 1) });
      inPlace = release.folder;
    }
    const components = [...services.components, ...replicas, ...beside.map(({ part }) => part), front];
    return { components, groups: groupsOf(replicas) };
  };
}

/** What stands for all replicas at once. */
export function groupsOf([first, ...others]: readonly Component[]): readonly Component[] {
  return first === undefined ? [] : [new Replicas(first, ...others)];
}

/** Each made anew of the other release; one that never came up is no part of it. */
async function besideIn(
  next: DockerGround,
  running: readonly RunningCompanion[],
): Promise<readonly RunningCompanion[]> {
  const parts: RunningCompanion[] = [];
  for (const { service, plan, host } of next.companions) {
    if (!running.some((one) => one.plan.name === plan.name)) continue;
    next.options.report(`making ${plan.name} anew from ${plan.version}`);
    await next.project.up([service]);
    const { role, name, port, ready, readyWithinMs } = plan;
    const part = partOf(next, service, { role, name, endpoint: { host, port }, ready, readyWithinMs });
    await part.untilReady();
    parts.push({ plan, part });
  }
  return parts;
}

/** The front sees them beside those that it was started with, and turns to them at once. */
async function serveFiles(
  { options, place }: DockerGround,
  front: ContainerFront,
  { release, times }: { readonly release: Prepared; readonly times: number },
): Promise<void> {
  const { files } = options.recipe.front;
  if (files === undefined) return;
  const name = `release-${times}`;
  await cp(join(release.folder, files.folder), join(laterFolderOf(place), name), {
    recursive: true,
    preserveTimestamps: true,
  });
  await front.serveFrom(`${laterFiles}/${name}`);
}

function without(routes: DockerGround['front']['settings']['routes'], host: string): typeof routes {
  return routes.map((route) => ({
    ...route,
    servers: route.servers.filter((server) => server.host !== host),
  }));
}
