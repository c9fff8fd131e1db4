import { lstatSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const limitMs = 10_000;
const tryEveryMs = 100;

/**
 * Removes folders with all that is in them; says which there were, and why one could not be removed. Something may still
 * be writing into one of them: each is tried again until it is gone, or the time is up.
 */
export async function removeFolders(
  folders: readonly string[],
): Promise<{ readonly removed: string[]; readonly left: string[] }> {
  const removed: string[] = [];
  const left: string[] = [];
  const until = performance.now() + limitMs;
  for (const folder of folders.filter((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined)) {
    const why = await removeUntil(folder, until);
    if (why === undefined) removed.push(folder);
    else left.push(`${folder}: ${why}`);
  }
  return { removed, left };
}

async function removeUntil(folder: string, until: number): Promise<string | undefined> {
  for (;;) {
    try {
      await rm(folder, { recursive: true, force: true });
      return undefined;
    } catch (error) {
      if (performance.now() > until) return error instanceof Error ? error.message : String(error);
    }
    await pause(tryEveryMs);
  }
}
