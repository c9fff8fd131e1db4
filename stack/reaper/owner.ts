import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readProcess, readStartTime } from './process-table.ts';

/** Names in the environment of every process of a run. */
export const runVariable = 'GOLIVE_RUN';
export const ownerVariable = 'GOLIVE_OWNER';
/** Only a reaper has it: a run that is inside another run cleans up after itself. */
export const reaperVariable = 'GOLIVE_REAPER';

/** Lies in every temporary folder of a run. */
export const markerFile = '.golive-owner.json';
export const markerSchema = z.strictObject({
  run: z.string(),
  /** `<pid>:<start time>` of the process that owns the run. */
  owner: z.string(),
  /** Start times count from boot: after a restart of the machine every owner is gone. */
  boot: z.string(),
});
export type Marker = z.infer<typeof markerSchema>;

/** `<pid>:<start time>` of this process. */
export function ownerToken(): string {
  return `${process.pid}:${readStartTime(process.pid) ?? '0'}`;
}

/** What marks a process as one of this process's run. */
export function tagsOf(run: string): Readonly<Record<string, string>> {
  return { [runVariable]: run, [ownerVariable]: ownerToken() };
}

export async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => 'unknown')).trim();
}

/** Does the process that owns a run still run? Text that is no token counts as nobody's. */
export function ownerLives(token: string): boolean {
  const [pid, startTime] = token.split(':');
  if (pid === undefined || !/^\d+$/u.test(pid)) return false;
  return readProcess(Number(pid))?.startTime === startTime;
}
