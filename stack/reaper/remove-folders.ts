import { lstat, rm } from 'node:fs/promises';

/** Removes folders with all that is in them; says which there were, and why one could not be removed. */
export async function removeFolders(
  folders: readonly string[],
): Promise<{ readonly removed: string[]; readonly left: string[] }> {
  const removed: string[] = [];
  const left: string[] = [];
  for (const folder of folders) {
    if ((await lstat(folder).catch(() => null)) === null) continue;
    try {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      removed.push(folder);
    } catch (error) {
      left.push(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { removed, left };
}
