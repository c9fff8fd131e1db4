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
  readonly tagged: (variables: ReadonlyMap<string, string>) => boolean;
  readonly groups: readonly KnownGroup[];
  readonly folders: readonly string[];
  /**
   * Found before. Chromium wipes the environment of its children too, and they work in no folder of the run: once the
   * browser is dead, nothing else tells whose they are.
   */
  readonly seen?: readonly ProcessEntry[];
}

/**
 * The processes of a run: those that carry its tag, those in a group that it started, and all descendants of
 * both. PostgreSQL writes its titles over its environment and leads sessions of its own, so a process whose
 * environment is wiped belongs to the run when it works in one of the run's folders. What was seen stays the
 * run's until it is gone, and so does who is in a group that it led. This process and its ancestors never belong,
 * nor does the reaper of a run inside this one.
 */
export function findProcesses(belonging: Belonging): ProcessEntry[] {
  const table = readProcessTable();
  const spared = ancestorsOf(process.pid, table);
  const kinds = table.map((entry) => kindOf(entry, table, belonging));
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

function kindOf(
  entry: ProcessEntry,
  table: readonly ProcessEntry[],
  belonging: Belonging,
): 'own' | 'reaper' | 'foreign' {
  const variables = readVariables(entry.pid);
  if (variables?.has(reaperVariable) === true) return 'reaper';
  if (variables !== null && belonging.tagged(variables)) return 'own';
  if (isInKnownGroup(entry, table, belonging.groups)) return 'own';
  if (belonging.seen !== undefined && wasSeen(entry, table, belonging.seen)) return 'own';
  if (variables?.size !== 0 || belonging.folders.length === 0) return 'foreign';
  const folder = readWorkingFolder(entry.pid);
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

/** Itself, or the leader of its group: the kernel deals no number again as long as a group bears it. */
function wasSeen(
  entry: ProcessEntry,
  table: readonly ProcessEntry[],
  seen: readonly ProcessEntry[],
): boolean {
  if (seen.some(({ pid, startTime }) => pid === entry.pid && startTime === entry.startTime)) return true;
  const leader = seen.find(({ pid }) => pid === entry.group);
  if (leader === undefined) return false;
  return !table.some(({ pid, startTime }) => pid === leader.pid && startTime !== leader.startTime);
}

function ancestorsOf(pid: number, table: readonly ProcessEntry[]): Set<number> {
  const parents = new Map(table.map((entry) => [entry.pid, entry.parent]));
  const ancestors = new Set([0, 1]);
  for (let at: number | undefined = pid; at !== undefined && !ancestors.has(at); at = parents.get(at)) {
    ancestors.add(at);
  }
  return ancestors;
}
