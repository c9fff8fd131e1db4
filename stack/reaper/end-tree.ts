import { endProcesses } from './end-processes.ts';
import { findProcesses, type KnownGroup } from './find-processes.ts';
import { readProcess, type ProcessEntry } from './process-table.ts';

/**
 * Ends a process with its group and all its descendants, also those that are orphaned by its end: SIGTERM, and
 * SIGKILL after `graceMs` (0: at once). Hands back what is left after `limitMs`.
 */
export async function endTree(
  group: KnownGroup,
  { graceMs, limitMs }: { readonly graceMs: number; readonly limitMs: number },
): Promise<readonly ProcessEntry[]> {
  const known = new Map<number, ProcessEntry>();
  const find = async (): Promise<ProcessEntry[]> => {
    for (const entry of known.values()) {
      if ((await readProcess(entry.pid))?.startTime !== entry.startTime) known.delete(entry.pid);
    }
    const found = await findProcesses({ tagged: () => false, groups: [group], folders: [] });
    for (const entry of found) known.set(entry.pid, entry);
    return [...known.values()];
  };
  return (await endProcesses({ find, graceMs, limitMs, quietLooks: 1 })).left;
}
