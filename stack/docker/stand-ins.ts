import { join } from 'node:path';
import { environment } from '../environment.ts';
import type { StackFacts } from '../facts.ts';
import { Cuts } from '../process/cuts.ts';
import { SupervisedProcess } from '../process/supervised-process.ts';
import type { DockerGround } from './ground.ts';

/** Starts what stands in for somebody else's services, on this machine; it ends with the stack. */
export async function startStandIns({ options, place, standIns, owned }: DockerGround): Promise<void> {
  for (const plan of standIns) {
    options.report(`starting ${plan.name} (${plan.kind})`);
    const standIn = new SupervisedProcess({
      plan: { ...plan, environment: { ...environment.forSystems, ...plan.environment } },
      spawn: options.reaper.spawn,
      logFile: join(place.logs, `${plan.name}.log`),
      cutFrom: new Cuts().from(plan.role),
    });
    owned.defer(() => standIn.stop());
    await standIn.start();
  }
}

/** Where phones reach them. */
export async function standInFacts({
  options,
  context,
}: DockerGround): Promise<Pick<StackFacts, 'standIns'>> {
  const { standIns = [] } = options.recipe;
  if (standIns.length === 0 || context.beside === undefined) return {};
  const { port } = context.beside;
  return {
    standIns: await Promise.all(
      standIns.map(async ({ hostName, port: name }) => ({ hostName, port: await port(name) })),
    ),
  };
}
