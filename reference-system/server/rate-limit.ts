/** How often one client address may call: a bucket that fills evenly over the minute. */
export interface RateLimit {
  /** Takes one call; answers 0 when it is allowed, else the seconds to wait. */
  take(address: string): number;
}

const maxBuckets = 50_000;

/** `now` is in milliseconds. Kept in this process: each replica counts for itself. */
export const createRateLimit = (perMinute: number, now: () => number = Date.now): RateLimit => {
  const buckets = new Map<string, { left: number; at: number }>();
  const perMs = perMinute / 60_000;
  const filled = (bucket: { left: number; at: number }, time: number): number =>
    Math.min(perMinute, bucket.left + (time - bucket.at) * perMs);

  const forgetIdle = (time: number): void => {
    for (const [address, bucket] of buckets) {
      if (filled(bucket, time) >= perMinute) buckets.delete(address);
    }
  };

  return {
    take: (address) => {
      const time = now();
      if (buckets.size >= maxBuckets) forgetIdle(time);
      const bucket = buckets.get(address) ?? { left: perMinute, at: time };
      const left = filled(bucket, time);
      const allowed = left >= 1;
      buckets.set(address, { left: allowed ? left - 1 : left, at: time });
      return allowed ? 0 : Math.max(1, Math.ceil((1 - left) / perMs / 1000));
    },
  };
};
