import type { StepUsage } from './step-usage.ts';

const cpuIsUp = 0.9;
const memoryIsUp = 0.95;
/** So many sessions that wait at one moment are no chance. */
const manyWait = 4;

/** Of the machine's processors: more than this, and a system that fails was not alone. */
const mostElsewhere = 0.2;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/**
 * What there was no more of when a limit was passed, in words; null where all of it was to be had. `cpus`: processors
 * of the shape, where the stack is held to one.
 */
export function usedUp(usage: StepUsage, cpus: number | undefined): string | null {
  const { parts, machineShare, sessions } = usage;
  const most = parts.toSorted((a, b) => b.cpus - a.cpus);
  const whose = whoseCpu(parts);
  const total = parts.reduce((sum, part) => sum + part.cpus, 0);
  const found: string[] = [];
  // A part that may use one processor, or whose only thread does.
  const full = most.find(({ cpus: used, ofCpus }) => used >= cpuIsUp * (ofCpus ?? 1) && (ofCpus ?? 1) <= 1);
  if (cpus !== undefined && total >= cpuIsUp * cpus)
    found.push(`CPU of all parts ${percent(total / cpus)}${whose}`);
  else if (full !== undefined) found.push(`${full.name} CPU ${percent(full.cpus)} of one`);
  else if (machineShare >= cpuIsUp) found.push(`CPU of the machine ${percent(machineShare)}${whose}`);
  for (const { name, memoryShare } of parts) {
    if ((memoryShare ?? 0) >= memoryIsUp) found.push(`${name} memory ${percent(memoryShare ?? 0)}`);
  }
  if (sessions !== null && sessions.open >= cpuIsUp * sessions.most) {
    found.push(`database sessions ${sessions.open} of ${sessions.most}`);
  }
  if (sessions !== null && sessions.waiting >= manyWait) {
    found.push(`${sessions.waiting} database sessions wait for a lock`);
  }
  return found.length === 0 ? null : found.join('; ');
}

/** Why a step that failed says nothing of the system: somebody else had its processors. Null where nobody had. */
export function busyElsewhere({ elsewhere }: StepUsage, processors: number): string | null {
  if (elsewhere <= mostElsewhere * processors) return null;
  const figures = `${elsewhere.toFixed(1)} of its ${processors} processors were busy with something else`;
  return `the machine was not calm: expected it to be this run’s alone, ${figures}`;
}

/**
 * Why a limit that was passed says nothing of a server of so many processors: this machine had no more to give, and
 * that server never had all of its own. Null where it had them, or where there were more to be had.
 */
export function hadNoRoom({ parts, machineShare }: StepUsage, cpus: number): string | null {
  const used = parts.reduce((sum, part) => sum + part.cpus, 0);
  if (machineShare < cpuIsUp || used >= cpuIsUp * cpus) return null;
  const figures = `it had ${used.toFixed(1)} of its ${cpus} processors while the machine was ${percent(machineShare)} busy`;
  return `this machine has no room for such a server and its users: ${figures}`;
}

/** The two that keep most processors busy; replicas are counted together. */
function whoseCpu(parts: StepUsage['parts']): string {
  const kinds = new Map<string, number>();
  for (const { name, cpus } of parts) {
    const kind = name.replace(/-\d+$/u, '');
    kinds.set(kind, (kinds.get(kind) ?? 0) + cpus);
  }
  const busiest = [...kinds].filter(([, cpus]) => cpus >= 0.1).toSorted(([, a], [, b]) => b - a);
  const told = busiest.slice(0, 2).map(([kind, cpus]) => `${kind} ${percent(cpus)}`);
  return told.length === 0 ? '' : `: ${told.join(', ')} of one`;
}
