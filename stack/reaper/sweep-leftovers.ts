import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { draftsName, environment } from '../environment.ts';
import { labelNames } from '../docker/engine/labels.ts';
import type { LabelledThing } from '../docker/engine/labelled-things.ts';
import { sweepLabelled } from '../docker/engine/sweep-labelled.ts';
import { endProcesses } from './end-processes.ts';
import { findProcesses } from './find-processes.ts';
import {
  bootId,
  markerFile,
  markerSchema,
  ownerLives,
  ownerVariable,
  runVariable,
  type Marker,
} from './owner.ts';
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
  const folders = await foldersOfDeadRuns();
  const processes = await endProcesses({
    find: () => findProcesses({ tagged: isOfDeadRun, groups: [], folders }),
    graceMs: 1_000,
    limitMs: 4_500,
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

async function isOfDeadRun(variables: ReadonlyMap<string, string>): Promise<boolean> {
  const owner = variables.get(ownerVariable);
  return variables.has(runVariable) && owner !== undefined && !(await ownerLives(owner));
}

/** Containers outlive a restart of the machine, and the numbers of its processes do not. */
async function isOfDeadOwner(labels: LabelledThing['labels']): Promise<boolean> {
  const owner = labels[labelNames.owner];
  if (owner === undefined || owner === '') return false;
  return labels[labelNames.boot] !== (await bootId()) || !(await ownerLives(owner));
}

async function foldersOfDeadRuns(): Promise<string[]> {
  const boot = await bootId();
  const found: string[] = [];
  for (const parent of [environment.temporaryFolder, join(environment.cacheFolder, draftsName)]) {
    const place = await realpath(parent).catch(() => parent);
    const names = (await readdir(place).catch(() => [])).filter((name) => name.startsWith('golive-'));
    for (const folder of names.map((name) => join(place, name))) {
      const marker = await readMarker(folder);
      if (marker === null) continue;
      if (marker.boot !== boot || !(await ownerLives(marker.owner))) found.push(folder);
    }
  }
  return found;
}

/** Null for a folder that no run of this user has marked: anybody may write into a temporary folder. */
async function readMarker(folder: string): Promise<Marker | null> {
  const place = await lstat(folder).catch(() => null);
  if (place === null || !place.isDirectory() || place.uid !== process.getuid?.()) return null;
  const text = await readFile(join(folder, markerFile), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return markerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
