import { statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { programCache, type Machine } from './machine.ts';

const retryAfterMs = 24 * 3600_000;

/**
 * What set-up tried to bring and could not, so that a tool that one can do without does not cost time at every
 * start. It is tried again after a day, and by `golive doctor --fix` at once.
 */
export function failedLately(machine: Machine, toolId: string): boolean {
  try {
    return Date.now() - statSync(marker(machine, toolId)).mtimeMs < retryAfterMs;
  } catch {
    return false;
  }
}

/** Remembers a failure. Where the cache cannot be written nothing is remembered, and it is tried each time. */
export async function rememberFailure(machine: Machine, toolId: string, reason: string): Promise<void> {
  const file = marker(machine, toolId);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${reason}\n`);
  } catch {
    return;
  }
}

export async function forgetFailure(machine: Machine, toolId: string): Promise<void> {
  await rm(marker(machine, toolId), { force: true });
}

function marker(machine: Machine, toolId: string): string {
  return join(programCache(machine), `${toolId}.failed`);
}
