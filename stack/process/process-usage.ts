import { readFile } from 'node:fs/promises';
import type { PartUsage } from '../component.ts';
import { readProcessTable } from '../reaper/process-table.ts';

/** Linux counts CPU time in hundredths of a second, whatever its own clock does. */
const msOfTick = 10;

/**
 * CPU time of a process and of all that descend from it, as the kernel counts it; of those that have ended too, once
 * their parent has noticed.
 */
export async function usageOfTree(pid: number | undefined): Promise<PartUsage> {
  if (pid === undefined) return { cpuMs: 0 };
  const table = readProcessTable();
  const tree = new Set([pid]);
  // A child may stand before its parent: numbers begin again.
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const entry of table) if (tree.has(entry.parent)) tree.add(entry.pid);
  }
  const ticks = await Promise.all([...tree].map(ticksOf));
  return { cpuMs: ticks.reduce((sum, each) => sum + each, 0) * msOfTick };
}

/** Its own time and that of its ended children: user and system. */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the name, which may hold blanks: state is the third field of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, text) => sum + (Number(text) || 0), 0);
}
