import { sep } from 'node:path';
import { reaperVariable } from './owner.ts';
import { readProcessTable, readVariables, readWorkingFolder, type ProcessEntry } from './process-table.ts';

/** A process group as it was when it was started. */
export interface KnownGroup {
  readonly group: number;
  /** Start time of the process that leads it. */
  readonly startTime: string;
}

export interface Belonging {
  /** By the environment that the process was started with. */
  readonly tagged: (variables: ReadonlyMap<string, string>) => boolean | Promise<boolean>;
  readonly groups: readonly KnownGroup[];
  readonly folders: readonly string[];
}

/**
 * The processes of a run: those that carry its tag, those in a group that it started, and all descendants of
 * both. PostgreSQL writes its titles over its environment and leads sessions of its own, so a process whose
 * environment is wiped belongs to the run when it works in one of the run's folders. This process and its
 * ancestors never belong, nor does the reaper of a run inside this one.
 */
export async function findProcesses(belonging: Belonging): Promise<ProcessEntry[]> {
  const table = await readProcessTable();
  const spared = ancestorsOf(process.pid, table);
  const kinds = await Promise.all(table.map((entry) => kindOf(entry, table, belonging)));
  const children = Map.groupBy(table, (entry) => entry.parent);
  const found = new Map<number, ProcessEntry>();
  const reapers = new Set(table.filter((_, index) => kinds[index] === 'reaper').map((entry) => entry.pid));
  const add = (entry: ProcessEntry): void => {
    if (found.has(entry.pid) || spared.has(entry.pid) || reapers.has(entry.pid)) return;
    found.set(entry.pid, entry);
    for (const child of children.get(entry.pid) ?? []) add(child);
  };
  table.forEach((entry, index) => {
    if (kinds[index] === 'own') add(entry);
  });
  return [...found.values()];
}

async function kindOf(
  entry: ProcessEntry,
  table: readonly ProcessEntry[],
  belonging: Belonging,
): Promise<'own' | 'reaper' | 'foreign'> {
  const variables = await readVariables(entry.pid);
  if (variables?.has(reaperVariable) === true) return 'reaper';
  if (variables !== null && (await belonging.tagged(variables))) return 'own';
  if (isInKnownGroup(entry, table, belonging.groups)) return 'own';
  if (variables?.size !== 0 || belonging.folders.length === 0) return 'foreign';
  const folder = await readWorkingFolder(entry.pid);
  const inside = belonging.folders.some((own) => folder === own || folder?.startsWith(own + sep) === true);
  return inside ? 'own' : 'foreign';
}

/** A group's number may be dealt again once it is empty: its leader must still be the one that was started. */
function isInKnownGroup(
  entry: ProcessEntry,
  table: readonly ProcessEntry[],
  groups: readonly KnownGroup[],
): boolean {
  const known = groups.find(({ group }) => group === entry.group);
  if (known === undefined) return false;
  return table.some(({ pid, startTime }) => pid === known.group && startTime === known.startTime);
}

function ancestorsOf(pid: number, table: readonly ProcessEntry[]): Set<number> {
  const parents = new Map(table.map((entry) => [entry.pid, entry.parent]));
  const ancestors = new Set([0, 1]);
  for (let at: number | undefined = pid; at !== undefined && !ancestors.has(at); at = parents.get(at)) {
    ancestors.add(at);
  }
  return ancestors;
}
