import type { Verdict } from '../reports/verdict.ts';
import type { StackFacts } from '../stack/facts.ts';
import { shapeTitle } from '../stack/shapes.ts';

type Part = Verdict['environment'][number];
type Limits = NonNullable<StackFacts['shape']>['limits'];

const mb = 1024 * 1024;

/** The parts of a stack for the verdict: how real each is, and what its engine says that it may use at most. */
export function environmentOf(facts: StackFacts | undefined): Part[] {
  if (facts === undefined) return [];
  return facts.parts.map((part, at) => {
    const most = limitsOf(facts, at);
    const limits = most && { limits: { cpus: most.cpus, memoryMb: Math.round(most.memoryBytes / mb) } };
    return { ...part, emulated: facts.emulated.includes(part.role), ...limits };
  });
}

/** The shape that a run was held to, as a reader knows it. */
export function shapeOf(facts: StackFacts | undefined): Pick<Verdict['run'], 'shape'> {
  if (facts?.shape === undefined) return {};
  const { name, cpus, memoryBytes, cpuset } = facts.shape;
  return { shape: { name, title: shapeTitle({ cpus, memoryMb: memoryBytes / mb }), cpuset } };
}

/** Services are named in the compose file as parts are by their roles; replicas are told apart by their numbers. */
function limitsOf({ parts, shape }: StackFacts, at: number): Limits[number] | undefined {
  const part = parts[at];
  if (part === undefined) return undefined;
  const alike = parts.slice(0, at).filter(({ role }) => role === part.role).length;
  const services = [part.role, part.name, `${part.role}-${alike + 1}`];
  return shape?.limits.find(({ service }) => services.includes(service));
}
