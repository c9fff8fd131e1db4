import { join } from 'node:path';
import type { Command, Component } from '../component.ts';
import { environment } from '../environment.ts';
import type { StackFacts } from '../facts.ts';
import type { ProcessPlan } from '../recipes/recipe.ts';
import { OwnedStack } from '../owned-stack.ts';
import { StackError } from '../stack-error.ts';
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
  const leftOut: LeftOut[] = [];
  for (const plan of plans) {
    report(
      `starting ${plan.name} (${plan.kind} ${plan.version}), ready within ${plan.readyWithinMs / 1000} s`,
    );
    const component = supervise(ground, plan);
    owned.defer(() => component.stop());
    const why = await startOrSay(component, plan);
    if (why === undefined) processes.push(component);
    else {
      report(`left out: ${why}`);
      leftOut.push({ plan, why });
    }
  }
  const routes = routesOf(plans);
  const front = makeFront(ground, routes);
  owned.defer(() => front.component.stop());
  report(
    `starting the front at https://${options.target.hostName} (127.0.0.1:${ground.frontPorts.httpsPort})`,
  );
  await front.component.start();
  const access = accessOf(ground, await recipe.accounts(context));
  const facts = await factsOf(ground, plans, leftOut);
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
  const deploy = deployer({
    ground,
    front,
    reroute: (next) => edge.follow(next),
    supervise: (plan) => supervise(ground, plan),
    processes,
    leftOut: leftOut.map(({ plan }) => plan.name),
  });
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

/** A part of the release that did not start, without which the rest runs. */
interface LeftOut {
  readonly plan: ProcessPlan;
  readonly why: string;
}

/** Why a dispensable part did not start, in its own last words; undefined where it runs. */
async function startOrSay(component: Component, plan: ProcessPlan): Promise<string | undefined> {
  try {
    await component.start();
    return undefined;
  } catch (error) {
    if (plan.dispensable !== true || !(error instanceof StackError) || error.code !== 'not-ready')
      throw error;
    const lines = error.message.split('\n').map((line) => line.trim());
    return [lines[0], lines.at(-1)].join(' … ');
  }
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

async function factsOf(
  ground: Ground,
  plans: readonly ProcessPlan[],
  leftOut: readonly LeftOut[],
): Promise<StackFacts> {
  const { options, services, place, certificates } = ground;
  const { prepared, reaper, target } = options;
  const standIns = await Promise.all(
    (options.recipe.standIns ?? []).map(async ({ hostName, port }) => ({
      hostName,
      port: await ground.context.port(port),
    })),
  );
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
      ...plans
        .filter((plan) => !leftOut.some((one) => one.plan === plan))
        .map(({ role, name, kind, version }) => ({ role, name, kind, version })),
      front,
    ],
    emulated: [...services.emulated],
    repaired: [...prepared.repaired, ...leftOut.map(({ why }) => `left out: ${why}`)],
    accessFile: place.accessFile,
    ...(standIns.length === 0 ? {} : { standIns }),
    ...(leftOut.length === 0 ? {} : { leftOut: leftOut.map(({ why }) => why) }),
    forcedScene: null,
  };
}
