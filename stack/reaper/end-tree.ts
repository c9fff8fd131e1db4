import { endProcesses } from './end-processes.ts';
import { findProcesses, type KnownGroup } from './find-processes.ts';
import type { ProcessEntry } from './process-table.ts';

/**
 * Ends a process with its group and all its descendants, also those that are orphaned by its end: SIGTERM, and
 * SIGKILL after `graceMs` (0: at once). Hands back what is left after `limitMs`.
 */
export async function endTree(
  group: KnownGroup,
  { graceMs, limitMs }: { readonly graceMs: number; readonly limitMs: number },
): Promise<readonly ProcessEntry[]> {
  const find = (seen: readonly ProcessEntry[]): readonly ProcessEntry[] =>
    findProcesses({ tagged: () => false, groups: [group], folders: [], seen });
  return (await endProcesses({ find, graceMs, limitMs, quietLooks: 1 })).left;
}
