import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Access, StackFacts } from '../facts.ts';
import type { Reaper } from '../reaper/reaper.ts';

/** Where everything of one stack lies. */
export interface StackFolder {
  readonly folder: string;
  /** Writable state of the system. */
  readonly state: string;
  readonly logs: string;
  /** TMPDIR of the system: what it leaves there goes with the stack, also after kill -9. */
  readonly temporary: string;
  readonly shims: string;
  readonly factsFile: string;
  readonly accessFile: string;
}

/** Folders of data that a disaster takes: servers' and the system's own. */
export const dataFolders = ['postgres', 'objects', 'state'] as const;

/** Makes the folder of a stack, to be removed with the run. */
export async function makeStackFolder(reaper: Reaper, name: string): Promise<StackFolder> {
  const folder = await reaper.makeFolder(`${reaper.run}-${name}`);
  // PostgreSQL refuses to run as root, and its other user must be able to pass; nobody else can list it.
  if (process.getuid?.() === 0) await chmod(folder, 0o711);
  const place = {
    folder,
    state: join(folder, 'state'),
    logs: join(folder, 'logs'),
    temporary: join(folder, 'tmp'),
    shims: join(folder, 'shims'),
    factsFile: join(folder, 'stack.json'),
    accessFile: join(folder, 'access.json'),
  };
  for (const path of [place.state, place.logs, place.temporary, place.shims])
    await mkdir(path, { mode: 0o700 });
  return place;
}

/** Writes what Playwright workers attach to: public facts, and the access that only this user can read. */
export async function writeStackFiles(place: StackFolder, facts: StackFacts, access: Access): Promise<void> {
  await writeFile(place.accessFile, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  await writeFile(place.factsFile, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
}
