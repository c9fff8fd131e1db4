import { z } from 'zod';

/** So many of n, and the exact (Clopper-Pearson) one-sided 95 % upper bound of the share; 1 where n is 0. */
const rateSchema = z.object({
  events: z.number().int().min(0),
  n: z.number().int().min(0),
  upper: z.number().min(0).max(1),
});
export type ProofRate = z.infer<typeof rateSchema>;

const durationsSchema = z.object({
  medianMs: z.number().min(0),
  longestMs: z.number().min(0),
  /** How many took over 30 s, the start of their stack included. */
  over30s: z.number().int().min(0),
});

const diff = z.array(z.string());

/** The last proof of the gate's own power: `golive prove`. */
export const proofSchema = z.object({
  target: z.string(),
  /** Golive's. */
  version: z.string(),
  /** SHA-256 over the code of Golive and of what was verified. */
  digest: z.string(),
  stack: z.string(),
  devices: z.array(z.string()),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  faults: z.object({
    missed: rateSchema,
    notCaught: z.array(z.object({ id: z.string(), why: z.string() })),
    durations: durationsSchema,
  }),
  mutations: z.object({
    /** Null where none was drawn. */
    seed: z.string().nullable(),
    /** How many there were to draw from. */
    candidates: z.number().int().min(0),
    survived: rateSchema,
    alive: z.array(
      z.object({
        id: z.string(),
        outcome: z.string(),
        what: z.string(),
        why: z.string(),
        diff,
        /** Words of `--only`, and the checks that it was not asked; proofs of before say neither. */
        asked: z.array(z.string()).optional(),
        notAsked: z.array(z.string()).optional(),
      }),
    ),
    killed: z.array(z.object({ id: z.string(), what: z.string(), by: z.string(), diff })),
    /** Drawn, and could not be built or started: others were drawn in their place. */
    notBuilt: z.number().int().min(0),
    durations: durationsSchema,
  }),
  clean: z.object({
    notGo: rateSchema,
    /** Answers of runs with nothing planted that were red. */
    falseAlarms: rateSchema,
    alarms: z.array(z.string()),
  }),
});
export type Proof = z.infer<typeof proofSchema>;
