import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StartedStack } from '../started-stack.ts';
import { dataFolders } from './stack-folder.ts';

/**
 * The disaster: SIGKILL to every part of a process stack, then its data is deleted, the database's, the
 * bucket's and the system's own. What is left is what was taken elsewhere before.
 */
export async function destroy(stack: StartedStack): Promise<void> {
  // The front last: until then it says 502, as it would.
  for (const component of stack.components) await component.kill();
  for (const name of dataFolders) {
    await rm(join(stack.folder, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
