import { readFileSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';

/** One line of the system's process table. Start time is in clock ticks since boot: with the pid, an identity. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly startTime: string;
  readonly name: string;
}

/** Every process that runs; those that only wait to be reaped by their parent are left out. */
export async function readProcessTable(): Promise<ProcessEntry[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/u.test(name)).map(Number);
  const entries = await Promise.all(pids.map((pid) => readProcess(pid)));
  return entries.filter((entry) => entry !== null);
}

export async function readProcess(pid: number): Promise<ProcessEntry | null> {
  return parseStat(pid, await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
}

/** At once, for the moment after a spawn: a short-lived child must not be confused with a later one. */
export function readStartTime(pid: number): string | null {
  try {
    return parseStat(pid, readFileSync(`/proc/${pid}/stat`, 'utf8'))?.startTime ?? null;
  } catch {
    // Gone already, or a system without /proc.
    return null;
  }
}

/** A variable of the environment that a process was started with; null where it has none or may not be read. */
export async function readVariables(pid: number): Promise<ReadonlyMap<string, string> | null> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => null);
  if (text === null) return null;
  const pairs = text.split('\0').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as const];
  });
  return new Map(pairs);
}

export function readWorkingFolder(pid: number): Promise<string | null> {
  return readlink(`/proc/${pid}/cwd`).catch(() => null);
}

function parseStat(pid: number, stat: string): ProcessEntry | null {
  // The name stands in brackets and may hold blanks and brackets itself.
  const open = stat.indexOf('(');
  const close = stat.lastIndexOf(')');
  const fields = stat.slice(close + 2).split(' ');
  const [state, parent, group] = fields;
  const startTime = fields[19];
  if (open < 0 || state === 'Z' || state === 'X' || startTime === undefined) return null;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    startTime,
    name: stat.slice(open + 1, close),
  };
}
