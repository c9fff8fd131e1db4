import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** CPU and memory of another process, from /proc; undefined where there is none. */
export function watchProcess(pid: number): () => { cpuMs: number; peakRssMb: number } | undefined {
  const tick = ticksPerSecond();
  let last: { cpuMs: number; peakRssMb: number } | undefined;
  return () => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name may hold spaces and brackets: fields are counted from its end.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = Number(fields[11]) + Number(fields[12]);
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const peakRssMb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
      if (peakRssMb > 0) last = { cpuMs: (ticks * 1000) / tick, peakRssMb };
    } catch {
      // Ended, or a system without /proc: what was seen last stands.
    }
    return last;
  };
}

/** CPU of all the children of this process that have ended, ms: to the last tick, where /proc is. */
export function endedChildrenCpuMs(): number | undefined {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[13]) + Number(fields[14])) * 1000) / ticksPerSecond();
  } catch {
    return undefined;
  }
}

function ticksPerSecond(): number {
  try {
    return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100;
  } catch {
    return 100;
  }
}
