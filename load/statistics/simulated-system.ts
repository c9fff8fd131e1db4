import type { Sample } from '../engines/samples.ts';
import { seededRandom } from '../random.ts';

/** A made-up system, for tests of the statistics: what an open loop would see of it. */
export interface SimulatedSystem {
  ratePerSecond: number;
  durationS: number;
  medianMs: number;
  /** Requests that come in the last `forS` of every `everyS` wait for its end. */
  stall?: { everyS: number; forS: number };
  errorShare?: number;
  seed?: string;
}

/** Samples of a simulated run, latencies scattered around the median (log-normal, sigma 0.4). */
export function simulate(system: SimulatedSystem): Sample[] {
  const random = seededRandom(system.seed ?? 'simulated');
  return Array.from({ length: system.ratePerSecond * system.durationS }, (_, sequence) => {
    const intendedMs = (sequence * 1000) / system.ratePerSecond;
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const latencyMs = system.medianMs * Math.exp(0.4 * normal) + stallLeftMs(system, intendedMs);
    const failed = random() < (system.errorShare ?? 0);
    return {
      sequence,
      part: 1,
      phase: 'measured',
      name: sequence % 4 === 0 ? 'write' : 'read',
      status: failed ? 500 : 200,
      outcome: failed ? 'wrong-status' : 'ok',
      intendedMs,
      latenessMs: 0.5,
      latencyMs,
      bytes: 100,
    };
  });
}

function stallLeftMs(system: SimulatedSystem, atMs: number): number {
  if (system.stall === undefined) return 0;
  const leftMs = system.stall.everyS * 1000 - (atMs % (system.stall.everyS * 1000));
  return leftMs <= system.stall.forS * 1000 ? leftMs : 0;
}
