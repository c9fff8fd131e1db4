import { readFile } from 'node:fs/promises';
import { findProcesses } from './reaper/find-processes.ts';
import { runVariable } from './reaper/owner.ts';
import { readProcessTable } from './reaper/process-table.ts';

/** Ticks of this machine's clock since it began, over all of its processors: a hundred a second of each. */
export interface MachineTicks {
  readonly total: number;
  readonly idle: number;
  /** Taken by the machine below this one. */
  readonly stolen: number;
}

export interface CpuTimes extends MachineTicks {
  /** Of the processes that belong to the run. */
  readonly own: number;
}

/** Whose time counts as the run's own. */
export interface OwnTime {
  readonly run: string;
  /** Folders that servers of the run work in whose environment tells nothing. */
  readonly folders: readonly string[];
  /** Its system runs in containers: all containers of this machine are taken for its own. */
  readonly inContainers: boolean;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Undefined on a machine that does not tell. */
export async function readMachineTicks(): Promise<MachineTicks | undefined> {
  const stat = await readFile('/proc/stat', 'utf8').catch(() => '');
  const fields = /^cpu +(.+)$/mu.exec(stat)?.[1]?.split(' ').slice(0, 8).map(Number) ?? [];
  if (fields.length < 8) return undefined;
  const [, , , idle = 0, waiting = 0, , , stolen = 0] = fields;
  return { total: sum(fields), idle: idle + waiting, stolen };
}

/** Undefined on a machine that does not tell. */
export async function readCpuTimes(own: OwnTime): Promise<CpuTimes | undefined> {
  const machine = await readMachineTicks();
  if (machine === undefined) return undefined;
  const ticks = await Promise.all((await pidsOf(own)).map(ticksOf));
  return { ...machine, own: sum(ticks) };
}

async function pidsOf({ run, folders, inContainers }: OwnTime): Promise<readonly number[]> {
  const found = findProcesses({
    tagged: (variables) => variables.get(runVariable) === run,
    groups: [],
    folders,
  });
  const contained = inContainers ? await containedProcesses() : [];
  // Those that ask are spared by what finds the run's processes, and are of the run all the same.
  return [...new Set([process.pid, process.ppid, ...found.map(({ pid }) => pid), ...contained])];
}

async function containedProcesses(): Promise<readonly number[]> {
  const all = readProcessTable();
  const inside = await Promise.all(
    all.map(async ({ pid }) =>
      /docker|containerd|libpod/u.test(await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '')),
    ),
  );
  return all.filter((_, index) => inside[index]).map(({ pid }) => pid);
}

/** Time of a process, and of its children that have ended. */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name stands in brackets and may hold blanks and brackets itself.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15);
  return fields.reduce((all, one) => all + (Number(one) || 0), 0);
}

/** Share of the machine's time, 0 to 1, that went to others than the run, or was stolen from below. */
export function lostShare(before: CpuTimes, after: CpuTimes): number {
  const total = after.total - before.total;
  if (total <= 0) return 0;
  const stolen = after.stolen - before.stolen;
  const busy = total - (after.idle - before.idle) - stolen;
  const others = Math.max(0, busy - Math.max(0, after.own - before.own));
  return Math.min(1, (others + stolen) / total);
}

/** What was done, and the share of the machine that went to others meanwhile: 0 where the machine does not tell. */
export async function lostWhile<T>(
  own: OwnTime,
  work: () => Promise<T>,
): Promise<{ readonly done: T; readonly lost: number }> {
  const before = await readCpuTimes(own);
  const done = await work();
  const after = await readCpuTimes(own);
  return { done, lost: before && after ? lostShare(before, after) : 0 };
}

/** Less than this any machine takes for itself. */
const usualShare = 0.1;
/** With so much gone to others, requests queue that a machine of the system's own would have answered at once. */
const queueingShare = 0.25;

/**
 * Why a time that is over its limit speaks of this machine, and not of the system; undefined where it would have been
 * over it on a machine of the run's own as well: what others took is left away as if every part of it had been waited
 * for.
 */
export function whyNotMeasured(elapsedMs: number, limitMs: number, lost: number): string | undefined {
  if (lost < usualShare || elapsedMs * (1 - lost) > limitMs) return undefined;
  const share = `${Math.round(lost * 100)} %`;
  return `this machine was starved: others took ${share} of its time while ${elapsedMs} ms were measured`;
}

/** Why a limit that was missed under load speaks of this machine too, and so of nothing; undefined where it does not. */
export function whyLoadIsOpen(lost: number): string | undefined {
  if (lost < queueingShare) return undefined;
  return `this machine was starved: others took ${Math.round(lost * 100)} % of its time under the load`;
}
