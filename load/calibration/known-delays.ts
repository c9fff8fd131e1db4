/** The 95th percentile of every table, ms. */
export const KNOWN_P95_MS = 60;
const MEDIAN_MS = 20;

/**
 * `count` delays shaped like a healthy system's (log-normal, median 20 ms), whole ms, at most 200 ms. The
 * two percent on either side of the 95th percentile are all 60 ms: there the truth has no slope, so that
 * which of two neighbours is counted does not matter, and a difference is the generator's own.
 */
export function knownDelays(count: number): number[] {
  const sigma = Math.log(KNOWN_P95_MS / MEDIAN_MS) / normalQuantile(0.95);
  return Array.from({ length: count }, (_, nth) => {
    const share = (nth + 0.5) / count;
    if (share > 0.93 && share < 0.97) return KNOWN_P95_MS;
    return Math.min(200, Math.round(MEDIAN_MS * Math.exp(sigma * normalQuantile(share))));
  });
}

/** The nearest-rank percentile of a list, exact. */
export function exactPercentile(values: readonly number[], percentile: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] ?? NaN;
}

/** Inverse of the standard normal distribution, good to three decimals (Abramowitz and Stegun 26.2.23). */
function normalQuantile(share: number): number {
  if (share < 0.5) return -normalQuantile(1 - share);
  const t = Math.sqrt(-2 * Math.log(1 - share));
  const top = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  const bottom = 1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3;
  return t - top / bottom;
}
