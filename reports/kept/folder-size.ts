import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a run, by its path below the run's folder. */
export interface KeptFile {
  readonly path: string;
  readonly bytes: number;
}

/** Every file below a folder; a link counts as itself and is never followed. What vanishes meanwhile is left out. */
export function filesBelow(folder: string, below = ''): readonly KeptFile[] {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  return entries.flatMap((entry): readonly KeptFile[] => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(folder, path);
    const bytes = lstatSync(join(folder, path), { throwIfNoEntry: false })?.size;
    return bytes === undefined ? [] : [{ path, bytes }];
  });
}

export function sizeOf(files: readonly KeptFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
