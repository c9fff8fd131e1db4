import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';

/** Lines for people, and what one fingerprint took of memory. */
export interface Bench {
  readonly lines: readonly string[];
  readonly peakMb: number;
}

/** What a piece of work took. */
export interface Cost {
  readonly wallMs: number;
  /** CPU of the process itself and, where one is named, of a server's children that have ended meanwhile. */
  readonly cpuMs: number;
}

/** A tick of /proc/<pid>/stat, which Linux fixes at 10 ms. */
const tickMs = 10;
const sessionEndsWithinMs = 250;

/** CPU of the children of a process that it has waited for: a server's sessions, once they are closed. */
function childrenCpuMs(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * tickMs;
}

/** Runs the work and says what it took, with the sessions of `server`, which the work must have closed. */
export async function costOf(work: () => Promise<unknown>, server?: number): Promise<Cost> {
  const children = server === undefined ? 0 : childrenCpuMs(server);
  const own = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const wallMs = performance.now() - startedAt;
  // A session that was closed is counted when the server has waited for it.
  if (server !== undefined) await pause(sessionEndsWithinMs);
  const { user, system } = process.cpuUsage(own);
  const served = server === undefined ? 0 : childrenCpuMs(server) - children;
  return { wallMs, cpuMs: (user + system) / 1000 + served };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length - 1 - middle], sorted[middle]];
  return (low + high) / 2;
}

/** `0.15 (goal 0.20 or less: met)`; a goal of null is none: what is stated for much is not asked of little. */
export function against(value: number, goal: number | null, better: 'less' | 'more'): string {
  if (goal === null) return value.toFixed(2);
  const met = better === 'less' ? value <= goal : value >= goal;
  return `${value.toFixed(2)} (goal ${goal.toFixed(2)} or ${better}: ${met ? 'met' : 'MISSED'})`;
}

/** The most memory that a process took which reads this and nothing else; see peak-memory.ts. */
export async function peakMbOf(...words: readonly string[]): Promise<number> {
  const child = fork(fileURLToPath(new URL('./peak-memory.ts', import.meta.url)), [...words]);
  const [said] = (await once(child, 'message')) as [{ peakMb: number }];
  return said.peakMb;
}

/** `memory: 90 MB, 94 MB, 1.04x (goal 1.10 or less: met)` for some, and for ten times as many. */
export function memoryLine(what: string, few: Bench, many: Bench): string {
  const growth = against(many.peakMb / few.peakMb, 1.1, 'less');
  return `memory for ${what}: ${Math.round(few.peakMb)} MB, then ${Math.round(many.peakMb)} MB, a growth of ${growth}`;
}
