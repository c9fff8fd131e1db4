import { cpus as processors } from 'node:os';
import { readMachineTicks } from '../../stack/box-share.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import type { Component, PartUsage } from '../../stack/component.ts';
import { usageOfTree } from '../../stack/process/process-usage.ts';
import type { StartedStack } from '../../stack/started-stack.ts';

/** What was used while a step was measured. Shares are 0 to 1. */
export interface StepUsage {
  readonly parts: {
    readonly name: string;
    /** Processors that it kept busy. */
    readonly cpus: number;
    /** Processors that it may use; null where nothing limits it. */
    readonly ofCpus: number | null;
    readonly memoryShare: number | null;
  }[];
  /** The whole machine, generator included, and what the machine below it took. */
  readonly machineShare: number;
  /** Processors that were kept busy by neither the system nor Golive, or were taken by the machine below. */
  readonly elsewhere: number;
  /** Sessions of the database that were open, of those that it takes, and how many of them waited for a lock. */
  readonly sessions: { readonly open: number; readonly most: number; readonly waiting: number } | null;
}

/** All that is counted at one moment. */
interface Reading {
  readonly atMs: number;
  readonly machine: { readonly busyMs: number; readonly allMs: number };
  /** Of this process and all that it has started: the generator, the door, a stack of processes. */
  readonly ownMs: number;
  readonly parts: ReadonlyMap<string, PartUsage>;
  readonly sessions: StepUsage['sessions'];
}

/** Reads what every part has used; a part that says nothing, or is too busy to say it, is left out. */
export async function readUsage(
  { components }: Pick<StartedStack, 'components'>,
  sql: SqlClient,
): Promise<Reading> {
  const asked = components.map(async (component) => [component.name, await usageOf(component)] as const);
  const [sessions, own, machine, ...parts] = await Promise.all([
    sessionsOf(sql),
    usageOfTree(process.pid),
    machineTimes(),
    ...asked,
  ]);
  const told = parts.flatMap(([name, usage]) => (usage === undefined ? [] : [[name, usage] as const]));
  return { atMs: performance.now(), machine, ownMs: own.cpuMs, parts: new Map(told), sessions };
}

/** What was used between two readings. `isOurs`: the parts are processes of this one, and no containers. */
export function usageBetween(from: Reading, to: Reading, isOurs: boolean): StepUsage {
  const passedMs = Math.max(1, to.atMs - from.atMs);
  const parts = [...to.parts].flatMap(([name, usage]) => {
    const before = from.parts.get(name);
    if (before === undefined) return [];
    const { memoryBytes, memoryLimitBytes } = usage;
    const isLimited = memoryBytes !== undefined && memoryLimitBytes !== undefined;
    return [
      {
        name,
        cpus: Math.max(0, usage.cpuMs - before.cpuMs) / passedMs,
        ofCpus: usage.cpus ?? null,
        memoryShare: isLimited ? memoryBytes / memoryLimitBytes : null,
      },
    ];
  });
  const allMs = Math.max(1, to.machine.allMs - from.machine.allMs);
  const busyMs = to.machine.busyMs - from.machine.busyMs;
  const ours = (to.ownMs - from.ownMs) / passedMs;
  const theirs = isOurs ? 0 : parts.reduce((sum, part) => sum + part.cpus, 0);
  const elsewhere = Math.max(0, busyMs / passedMs - ours - theirs);
  return { parts, machineShare: busyMs / allMs, elsewhere, sessions: to.sessions };
}

function usageOf(component: Component): Promise<PartUsage | undefined> {
  return component.usage?.().catch(() => undefined) ?? Promise.resolve(undefined);
}

async function sessionsOf(sql: SqlClient): Promise<StepUsage['sessions']> {
  try {
    const [row] = await sql.query(
      `select count(*)::int as open, count(*) filter (where wait_event_type = 'Lock')::int as waiting,
       current_setting('max_connections')::int as most from pg_stat_activity where backend_type = 'client backend'`,
    );
    if (row === undefined) return null;
    return { open: Number(row['open']), most: Number(row['most']), waiting: Number(row['waiting']) };
  } catch {
    // A database that has no such view, or no session to spare.
    return null;
  }
}

const msPerTick = 10;

/** What was taken from below is as busy as what was used. */
async function machineTimes(): Promise<Reading['machine']> {
  const stolenMs = ((await readMachineTicks())?.stolen ?? 0) * msPerTick;
  const times = processors().map((each) => each.times);
  const busyMs = times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, stolenMs);
  return { allMs: times.reduce((sum, { idle }) => sum + idle, busyMs), busyMs };
}
