import { randomIndex, seededRandom } from '../random.ts';

/** A latency and the second (block) in which its request was meant to start. */
interface TimedLatency {
  latencyMs: number;
  block: number;
}

/** Bounds of one percentile. */
export interface PercentileBounds {
  lower: number;
  upper: number;
}

/**
 * One-sided 95 % bounds of a percentile. Latencies of one run are not independent (a stall hits all that
 * come while it lasts), so whole 1 s blocks are drawn again with replacement, never single requests.
 */
export function percentileBounds(
  latencies: readonly TimedLatency[],
  percentile: number,
  options: { seed: string; resamples?: number; confidence?: number },
): PercentileBounds | undefined {
  if (latencies.length === 0) return undefined;
  const { resamples = 1000, confidence = 0.95 } = options;
  const random = seededRandom(options.seed);
  const blocks = indexBlocks(latencies);
  const found = new Float64Array(resamples);
  const drawn = new Uint16Array(blocks.sizes.length);
  for (let nth = 0; nth < resamples; nth++) {
    drawn.fill(0);
    let total = 0;
    for (let pick = 0; pick < blocks.sizes.length; pick++) {
      const block = randomIndex(random, blocks.sizes.length);
      drawn[block] = (drawn[block] ?? 0) + 1;
      total += blocks.sizes[block] ?? 0;
    }
    found[nth] = drawnPercentile(blocks, drawn, total, percentile);
  }
  found.sort();
  const at = (share: number) =>
    found[Math.min(resamples - 1, Math.max(0, Math.round(share * (resamples - 1))))] ?? NaN;
  return { lower: at(1 - confidence), upper: at(confidence) };
}

interface Blocks {
  /** Latencies from the slowest down. */
  slowestFirst: Float64Array;
  /** The block of each, as an index into `sizes`. */
  blockOf: Uint32Array;
  sizes: Uint32Array;
}

function indexBlocks(latencies: readonly TimedLatency[]): Blocks {
  const indexes = new Map<number, number>();
  for (const { block } of latencies) if (!indexes.has(block)) indexes.set(block, indexes.size);
  const sorted = latencies.toSorted((a, b) => b.latencyMs - a.latencyMs);
  const sizes = new Uint32Array(indexes.size);
  const blockOf = Uint32Array.from(sorted, ({ block }) => {
    const index = indexes.get(block) ?? 0;
    sizes[index] = (sizes[index] ?? 0) + 1;
    return index;
  });
  return { slowestFirst: Float64Array.from(sorted, ({ latencyMs }) => latencyMs), blockOf, sizes };
}

/** Walks down from the slowest until the tail above the percentile is used up: only a few percent are read. */
function drawnPercentile(blocks: Blocks, drawn: Uint16Array, total: number, percentile: number): number {
  const wanted = total - Math.ceil((percentile / 100) * total) + 1;
  let seen = 0;
  for (let at = 0; at < blocks.blockOf.length; at++) {
    seen += drawn[blocks.blockOf[at] ?? 0] ?? 0;
    if (seen >= wanted) return blocks.slowestFirst[at] ?? NaN;
  }
  return blocks.slowestFirst[blocks.slowestFirst.length - 1] ?? NaN;
}
