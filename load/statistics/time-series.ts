import type { Sample } from '../engines/samples.ts';
import { latencyOf } from './latency-of.ts';
import { latencyHistogram, percentilesOf } from './histogram.ts';

/** One second of the run, by intended start. */
export interface Second {
  /** Seconds after the start of the first part's first request; parts follow one another. */
  atS: number;
  phase: Sample['phase'];
  part: number;
  planned: number;
  ok: number;
  failed: number;
  limited: number;
  dropped: number;
  p50Ms?: number;
  p95Ms?: number;
  maxMs?: number;
}

/** The slowest ten seconds on end, printed beside the p95 because a mean run can hide a bad stretch. */
export interface WorstWindow {
  fromS: number;
  toS: number;
  n: number;
  p95Ms: number;
}

/** Cuts the run into seconds. */
export function timeSeries(samples: readonly Sample[], requestTimeoutMs: number): Second[] {
  const offsets = partOffsetsS(samples);
  const bySecond = Map.groupBy(samples, (sample) => secondOf(sample, offsets));
  return [...bySecond.entries()]
    .sort(([a], [b]) => a - b)
    .map(([atS, group]) => secondFigures(atS, group, requestTimeoutMs));
}

/** The second in which a sample was due, counted over all parts: also its block for the bounds. */
export function secondOf(sample: Sample, offsets: ReadonlyMap<number, number>): number {
  return (offsets.get(sample.part) ?? 0) + Math.floor(sample.intendedMs / 1000);
}

/** Where each part begins on the common time axis, in whole seconds. */
export function partOffsetsS(samples: readonly Sample[]): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const { part, intendedMs } of samples) {
    lengths.set(part, Math.max(lengths.get(part) ?? 0, Math.floor(intendedMs / 1000) + 1));
  }
  const offsets = new Map<number, number>();
  let at = 0;
  for (const [part, length] of [...lengths].sort(([a], [b]) => a - b)) {
    offsets.set(part, at);
    at += length;
  }
  return offsets;
}

/** The ten measured seconds on end with the highest p95; undefined where the run is shorter. */
export function worstWindow(
  samples: readonly Sample[],
  requestTimeoutMs: number,
  windowS = 10,
): WorstWindow | undefined {
  const offsets = partOffsetsS(samples);
  const measured = samples.filter((sample) => sample.phase === 'measured');
  let worst: WorstWindow | undefined;
  for (const part of new Set(measured.map((sample) => sample.part))) {
    const bySecond = Map.groupBy(
      measured.filter((s) => s.part === part),
      (s) => secondOf(s, offsets),
    );
    const seconds = [...bySecond.keys()].sort((a, b) => a - b);
    for (let from = 0; from + windowS <= seconds.length; from++) {
      const inside = seconds.slice(from, from + windowS).flatMap((second) => bySecond.get(second) ?? []);
      const latencies = inside.flatMap((sample) => latencyOf(sample, requestTimeoutMs) ?? []);
      const p95Ms = percentilesOf(latencyHistogram(latencies))?.p95Ms;
      if (p95Ms === undefined || p95Ms <= (worst?.p95Ms ?? -1)) continue;
      const fromS = seconds[from] ?? 0;
      worst = { fromS, toS: fromS + windowS, n: latencies.length, p95Ms };
    }
  }
  return worst;
}

function secondFigures(atS: number, group: readonly Sample[], requestTimeoutMs: number): Second {
  const count = (wanted: (sample: Sample) => boolean) => group.filter(wanted).length;
  const percentiles = percentilesOf(
    latencyHistogram(group.flatMap((s) => latencyOf(s, requestTimeoutMs) ?? [])),
  );
  const ok = count((s) => s.outcome === 'ok');
  const limited = count((s) => s.outcome === 'limited');
  const dropped = count((s) => s.outcome === 'dropped');
  return {
    atS,
    phase: group[0]?.phase ?? 'measured',
    part: group[0]?.part ?? 1,
    planned: group.length,
    ok,
    failed: group.length - ok - limited - dropped - count((s) => s.outcome === 'stopped'),
    limited,
    dropped,
    ...(percentiles === undefined
      ? {}
      : { p50Ms: percentiles.p50Ms, p95Ms: percentiles.p95Ms, maxMs: percentiles.maxMs }),
  };
}
