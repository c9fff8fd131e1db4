import { z } from 'zod';

const share = z.number().min(0);

const stepSchema = z.object({
  users: z.number().int().min(1),
  ratePerSecond: z.number(),
  /** Requests judged. */
  n: z.number().int().min(0),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  errorRate: share,
  /** Limits that were passed, in words; empty where all were held. */
  fails: z.array(z.string()),
  failsOn: z.string().nullable(),
  /** Why it says nothing. */
  invalid: z.string().nullable(),
  /** Of one core. */
  generatorCpuShare: share,
  /** What was used meanwhile; null where nobody could tell. */
  usage: z
    .object({
      parts: z.array(
        z.object({
          name: z.string(),
          cpus: z.number().min(0),
          ofCpus: z.number().nullable(),
          memoryShare: z.number().nullable(),
        }),
      ),
      machineShare: z.number(),
      /** Processors that were busy with neither the system nor Golive. */
      elsewhere: z.number(),
      sessions: z.object({ open: z.number(), most: z.number(), waiting: z.number() }).nullable(),
    })
    .nullable(),
  /** What there was no more of, in words. */
  usedUp: z.string().nullable(),
  /** What a first attempt failed on while there was enough of everything; the second one is told here. */
  stalled: z.string().nullable(),
});

const curveSchema = z.object({
  /** `1cpu-2gb`, or null for a stack that has what its machine has. */
  shape: z.string().nullable(),
  /** What the users are on: `1 CPU / 2 GB`. */
  title: z.string(),
  /** The most users that held every limit. */
  users: z.number().int().min(0),
  /** `knee`: one more step failed. `held`: the most that was tried held. `ended`: the search ended before either. */
  found: z.enum(['knee', 'held', 'ended']),
  failsOn: z.string().nullable(),
  usedUp: z.string().nullable(),
  /** Why it ended before a limit was met. */
  ended: z.string().nullable(),
  sentence: z.string(),
  steps: z.array(stepSchema),
});

/** capacity.json: how many users a system holds, on each shape of server that was asked for. Version 1. */
export const capacityReportSchema = z.object({
  version: z.literal(1),
  run: z.string(),
  target: z.string(),
  title: z.string(),
  release: z.object({ version: z.string(), digest: z.string() }).nullable(),
  golive: z.string(),
  stack: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** The machine that all of it, the generator too, ran on. */
  machine: z.object({
    processor: z.string(),
    cpus: z.number().int(),
    memoryMb: z.number(),
    kernel: z.string(),
  }),
  engine: z.string(),
  /** Requests of one user in a second. */
  ratePerUserPerS: z.number(),
  step: z.object({ warmUpS: z.number(), measuredS: z.number() }),
  limits: z.object({ p95Ms: z.number(), errorRate: z.number() }),
  curves: z.array(curveSchema),
  /** What to know of the figures as a whole. */
  notes: z.array(z.string()),
  /** Inline SVG: shapes and text only, or it is not shown. */
  plots: z.array(z.object({ name: z.string(), title: z.string(), svg: z.string() })),
});
export type CapacityReport = z.infer<typeof capacityReportSchema>;
export type CapacityCurve = CapacityReport['curves'][number];
