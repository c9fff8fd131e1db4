import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { GeneratorHealth } from '../engines/messages.ts';

const RESOLUTION_MS = 5;

/** Watches the driver's own process from when it is started until it is read. */
export function watchGenerator(): () => GeneratorHealth {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  return () => {
    delay.disable();
    const cpu = process.cpuUsage(cpuBefore);
    const elapsedUs = Math.max(1, (performance.now() - startedAt) * 1000);
    return {
      lagP99Ms: lag(delay.percentile(99)),
      lagMaxMs: lag(delay.max),
      cpuMs: (cpu.user + cpu.system) / 1000,
      cpuShare: (cpu.user + cpu.system) / elapsedUs,
      peakRssMb: process.resourceUsage().maxRSS / 1024,
    };
  };
}

/** The monitor counts its own interval in: take it off. */
function lag(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
}
