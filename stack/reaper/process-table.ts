import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One line of the system's process table. Start time is in clock ticks since boot: with the pid, an identity. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly startTime: string;
  readonly name: string;
}

/**
 * Every process that runs; those that only wait to be reaped by their parent are left out. Read at once: the kernel
 * answers from memory, and by way of Node's threads it takes four times the processor.
 */
export function readProcessTable(): ProcessEntry[] {
  const names = tried(() => readdirSync('/proc')) ?? [];
  const pids = names.filter((name) => /^\d+$/u.test(name)).map(Number);
  return pids.map((pid) => readProcess(pid)).filter((entry) => entry !== null);
}

/** Null where it is gone, and on a system without /proc. */
export function readProcess(pid: number): ProcessEntry | null {
  return parseStat(pid, tried(() => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '');
}

/** For the moment after a spawn: a short-lived child must not be confused with a later one. */
export function readStartTime(pid: number): string | null {
  return readProcess(pid)?.startTime ?? null;
}

/** The environment that a process was started with; null where it may not be read. */
export function readVariables(pid: number): ReadonlyMap<string, string> | null {
  const text = tried(() => readFileSync(`/proc/${pid}/environ`, 'utf8'));
  if (text === null) return null;
  const pairs = text.split('\0').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as const];
  });
  return new Map(pairs);
}

export function readWorkingFolder(pid: number): string | null {
  return tried(() => readlinkSync(`/proc/${pid}/cwd`));
}

/** Null for what is gone meanwhile, or another user's. */
function tried<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
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
