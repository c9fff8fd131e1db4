import { z } from 'zod';

const bounded = z.object({ value: z.number(), lower: z.number(), upper: z.number() });

const figures = z.object({
  subject: z.string(),
  n: z.number().int(),
  failed: z.number().int(),
  limited: z.number().int(),
  dropped: z.number().int(),
  percentiles: z
    .object({ p50Ms: z.number(), p95Ms: z.number(), p99Ms: z.number(), maxMs: z.number() })
    .optional(),
  p95Bounds: z.object({ lower: z.number(), upper: z.number() }).optional(),
  /** Share of n, 0 to 1. */
  errorRate: bounded,
});

/**
 * What a verdict keeps of a load run. Field names are those of load/result.ts: a LoadResult parses as it is (its
 * further fields are left out), so that neither room imports the other.
 */
export const loadReportSchema = z.object({
  /** What played the plan: builtin, k6 or autocannon. */
  engine: z.string().optional(),
  plan: z.object({
    users: z.number(),
    ratePerSecond: z.number(),
    plannedRequests: z.number(),
    extended: z.boolean(),
    writeShare: z.number(),
    uploadShare: z.number(),
  }),
  limits: z.object({ p95Ms: z.number(), errorRate: z.number() }),
  overall: figures,
  endpoints: z.array(
    z.object({
      ...figures.shape,
      method: z.string(),
      path: z.string(),
      write: z.boolean(),
      judged: z.boolean(),
    }),
  ),
  /** Where the rate climbs and falls: the stretches at its full height by themselves. */
  fullLoad: figures.optional(),
  /** The same requests by users who wait for each answer and think. */
  closed: z
    .object({ users: z.number(), thinkTimeS: z.number(), planned: z.number(), overall: figures })
    .optional(),
  rate: z.object({ plannedPerSecond: z.number(), reachedPerSecond: z.number(), share: z.number() }),
  generator: z.object({ latenessP99Ms: z.number(), lagP99Ms: z.number(), cpuShare: z.number() }),
  worstWindow: z.object({ fromS: z.number(), toS: z.number(), n: z.number(), p95Ms: z.number() }).optional(),
  /** Left out where the engine judges no latency. */
  calibration: z
    .object({
      ok: z.boolean(),
      n: z.number(),
      truth: z.object({ p50Ms: z.number(), p95Ms: z.number() }),
      measured: z.object({ p50Ms: z.number(), p95Ms: z.number() }),
      refusal: z.string().optional(),
      addsMs: z.number().optional(),
    })
    .optional(),
  /** Why it was played once more, and what the first one measured. */
  earlier: z.string().optional(),
  /** One cheap request as fast as it is answered, by autocannon: printed beside, judges nothing. */
  throughput: z
    .object({ path: z.string(), requestsPerSecond: z.number(), requests: z.number(), non2xx: z.number() })
    .optional(),
  /** Why nothing may be judged; empty for a valid run. */
  invalid: z.array(z.object({ code: z.string(), reason: z.string() })),
  /** Inline SVG: shapes and text only, or it is not shown. */
  plots: z.array(z.object({ name: z.string(), title: z.string(), svg: z.string() })),
});
export type LoadReport = z.infer<typeof loadReportSchema>;
export type LoadFigures = z.infer<typeof figures>;
