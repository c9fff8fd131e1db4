import type { StackFacts } from '../facts.ts';
import type { ProcessPlan } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import type { DockerGround } from './ground.ts';
import { partOf } from './part-of.ts';
import type { ContainerPart } from './parts/container-part.ts';

/** A process beside the replicas, whose container is up. */
export interface RunningCompanion {
  readonly plan: ProcessPlan;
  readonly part: ContainerPart;
}

/**
 * Waits for the processes beside the replicas, each in its turn. One that the rest is worth looking at without is left
 * out where it does not start. @throws StackError `not-ready`
 */
export async function readyCompanions(ground: DockerGround): Promise<{
  readonly beside: readonly RunningCompanion[];
  readonly leftOut: readonly string[];
}> {
  const beside: RunningCompanion[] = [];
  const leftOut: string[] = [];
  for (const { service, plan, host } of ground.companions) {
    const { role, name, port, ready, readyWithinMs } = plan;
    const part = partOf(ground, service, { role, name, endpoint: { host, port }, ready, readyWithinMs });
    try {
      await part.untilReady();
      beside.push({ plan, part });
    } catch (error) {
      if (plan.dispensable !== true || !(error instanceof StackError)) throw error;
      await part.stop();
      const lines = error.message.split('\n').map((line) => line.trim());
      const why = [lines[0], lines.at(-1)].join(' … ');
      ground.options.report(`left out: ${why}`);
      leftOut.push(why);
    }
  }
  return { beside, leftOut };
}

/** What is said of them in stack.json. */
export function withCompanions(
  facts: StackFacts,
  beside: readonly RunningCompanion[],
  leftOut: readonly string[],
): StackFacts {
  const parts = beside.map(({ plan: { role, name, kind, version } }) => ({ role, name, kind, version }));
  return {
    ...facts,
    parts: [...facts.parts, ...parts],
    repaired: [...facts.repaired, ...leftOut.map((why) => `left out: ${why}`)],
    ...(leftOut.length === 0 ? {} : { leftOut: [...leftOut] }),
  };
}
