import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Machine } from './machine.ts';

/** The first of these programs on PATH. */
export function findOnPath(machine: Machine, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = machine.path.map((folder) => join(folder, name)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Names in a folder; none where it is not there. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Sorts names that end in a number (`chromium-1255`, `15`) with the newest first. */
export function newestFirst(names: readonly string[]): string[] {
  const numberOf = (name: string): number => Number.parseFloat(/[\d.]+$/.exec(name)?.[0] ?? '0');
  return [...names].sort((left, right) => numberOf(right) - numberOf(left));
}
