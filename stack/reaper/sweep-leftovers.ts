import { labelNames } from '../docker/engine/labels.ts';
import type { LabelledThing } from '../docker/engine/labelled-things.ts';
import { sweepLabelled } from '../docker/engine/sweep-labelled.ts';
import { endProcesses } from './end-processes.ts';
import { findProcesses } from './find-processes.ts';
import { markedFolders } from './marked-folders.ts';
import { bootId, ownerLives, ownerVariable, runVariable } from './owner.ts';
import { removeFolders } from './remove-folders.ts';

/** What dead runs had left behind, and what became of it. */
export interface Sweep {
  readonly ended: readonly string[];
  readonly removed: readonly string[];
  /** What could not be ended or removed, with the reason. */
  readonly left: readonly string[];
}

/** Ends processes and removes temporary folders of runs whose owner is dead. A run that is alive is not touched. */
export async function sweepLeftovers(): Promise<Sweep> {
  const boot = await bootId();
  const folders = await markedFolders((marker) => marker.boot !== boot || !ownerLives(marker.owner));
  const processes = await endProcesses({
    find: (seen) => findProcesses({ tagged: isOfDeadRun, groups: [], folders, seen }),
    graceMs: 1_000,
    quietLooks: 1,
  });
  const containers = await sweepLabelled({ isMeant: ({ labels }) => isOfDeadOwner(labels), quietLooks: 1 });
  const { removed, left } = await removeFolders(folders);
  return {
    ended: [...processes.ended.map(({ name, pid }) => `${name} (${pid})`), ...containers.removed],
    removed,
    left: [...processes.left.map(({ name, pid }) => `${name} (${pid})`), ...containers.left, ...left],
  };
}

function isOfDeadRun(variables: ReadonlyMap<string, string>): boolean {
  const owner = variables.get(ownerVariable);
  return variables.has(runVariable) && owner !== undefined && !ownerLives(owner);
}

/** Containers outlive a restart of the machine, and the numbers of its processes do not. */
async function isOfDeadOwner(labels: LabelledThing['labels']): Promise<boolean> {
  const owner = labels[labelNames.owner];
  if (owner === undefined || owner === '') return false;
  return labels[labelNames.boot] !== (await bootId()) || !ownerLives(owner);
}
