import { join } from 'node:path';
import type { Command, Component } from '../component.ts';
import { environment } from '../environment.ts';
import type { StackFacts } from '../facts.ts';
import type { ProcessPlan } from '../recipes/recipe.ts';
import { OwnedStack } from '../owned-stack.ts';
import type { DataDisk, StartedStack } from '../started-stack.ts';
import { deployer, routesOf } from './deploy.ts';
import { ProcessEdge } from './edge/process-edge.ts';
import { accessOf, type Ground } from './ground.ts';
import { createFront, type Front } from './front/front.ts';
import type { Route } from './proxy/routes.ts';
import { runCommand } from './run-command.ts';
import { writeStackFiles } from './stack-folder.ts';
import { SupervisedProcess } from './supervised-process.ts';

/** Starts the system's processes in order and the front last, on services that hold their data already. */
export async function bringUp(ground: Ground, operate: StartedStack['operate']): Promise<StartedStack> {
  const { options, place, context, owned } = ground;
  const { recipe, reaper, report } = options;
  const plans = await recipe.processes(context);
  const processes: Component[] = [];
  for (const plan of plans) {
    report(
      `starting ${plan.name} (${plan.kind} ${plan.version}), ready within ${plan.readyWithinMs / 1000} s`,
    );
    const component = supervise(ground, plan);
    owned.defer(() => component.stop());
    await component.start();
    processes.push(component);
  }
  const routes = routesOf(plans);
  const front = makeFront(ground, routes);
  owned.defer(() => front.component.stop());
  report(
    `starting the front at https://${options.target.hostName} (127.0.0.1:${ground.frontPorts.httpsPort})`,
  );
  await front.component.start();
  const access = accessOf(ground, await recipe.accounts(context));
  const facts = factsOf(ground, plans);
  await writeStackFiles(place, facts, access);
  const components = [
    ...ground.services.started.map(({ component }) => component),
    ...processes,
    front.component,
  ];
  const edge = new ProcessEdge({
    spawn: reaper.spawn,
    logFolder: place.logs,
    routes,
    reroute: front.reroute,
    answerPlain: front.answerPlain,
  });
  const { target } = options;
  const deploy = deployer({ ground, front, supervise: (plan) => supervise(ground, plan), processes });
  const disk = dataDisk(ground);
  return new OwnedStack({ target, place, facts, access, components, edge, operate, disk, deploy, owned });
}

/** With room again, services that ended for want of it are started again, as whatever supervises them would. */
function dataDisk({ disk, services }: Ground): DataDisk | undefined {
  if (disk === undefined) return undefined;
  return {
    async fill() {
      const full = await disk.fill();
      return {
        async [Symbol.asyncDispose]() {
          await full[Symbol.asyncDispose]();
          for (const { component } of services.started) await component.start();
        },
      };
    },
  };
}

/** Runs the team's own commands where the application lives. */
export function operator(ground: Ground): StartedStack['operate'] {
  const { options, context, path } = ground;
  return async (command: Command) => {
    const folder = options.recipe.operationsFolder(context);
    const own = await options.recipe.environment(context);
    const place = {
      spawn: options.reaper.spawn,
      folder,
      environment: { ...environment.forSystems, TMPDIR: ground.place.temporary, ...own, PATH: path },
    };
    return runCommand(place, command);
  };
}

function supervise(ground: Ground, plan: ProcessPlan): SupervisedProcess {
  const { options, place, cuts, path } = ground;
  const surroundings = { ...environment.forSystems, TMPDIR: place.temporary };
  return new SupervisedProcess({
    plan: { ...plan, environment: { ...surroundings, ...plan.environment, PATH: path } },
    spawn: options.reaper.spawn,
    logFile: join(place.logs, `${plan.name}.log`),
    cutFrom: cuts.from(plan.role),
  });
}

function makeFront(ground: Ground, routes: readonly Route[]): Front {
  const { options, place, certificates, frontPorts } = ground;
  return createFront({
    spawn: options.reaper.spawn,
    logFolder: place.logs,
    plan: options.recipe.front,
    hostName: options.target.hostName,
    releaseFolder: options.prepared.folder,
    certificates,
    routes,
    ...frontPorts,
  });
}

function factsOf(ground: Ground, plans: readonly ProcessPlan[]): StackFacts {
  const { options, services, place, certificates } = ground;
  const { prepared, reaper, target } = options;
  const front = {
    role: 'front',
    name: 'front',
    kind: 'Golive TLS front on node:http2',
    version: process.version,
  } as const;
  return {
    run: reaper.run,
    name: options.name,
    target: target.name,
    driver: 'process',
    hostName: target.hostName,
    front: { host: '127.0.0.1', ...ground.frontPorts },
    spki: certificates.spkiSha256Base64,
    seed: options.seed,
    startedAt: new Date().toISOString(),
    release: { ...prepared.release },
    parts: [
      ...services.started.map(({ part }) => part),
      ...plans.map(({ role, name, kind, version }) => ({ role, name, kind, version })),
      front,
    ],
    emulated: [...services.emulated],
    repaired: [...prepared.repaired],
    accessFile: place.accessFile,
    forcedScene: null,
  };
}
