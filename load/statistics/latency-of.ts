import type { Sample } from '../engines/samples.ts';

/**
 * The latency that a sample adds to the percentiles, or undefined for none. A request without an answer
 * (time-out, connection lost) counts at least as the time-out, so that failing fast never looks fast. A
 * wrong answer counts as an error instead: what a refusal's speed says about the system is nothing.
 */
export function latencyOf(sample: Sample, requestTimeoutMs: number): number | undefined {
  if (sample.outcome === 'ok') return sample.latencyMs;
  if (sample.outcome === 'timeout' || sample.outcome === 'network')
    return Math.max(sample.latencyMs, requestTimeoutMs);
  return undefined;
}
