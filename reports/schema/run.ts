import { z } from 'zod';
import { profileNames } from '../../checks/check.ts';

const releaseSchema = z.object({
  version: z.string(),
  /** SHA-256 of the source tree or image; `unknown` where only its address was given. */
  digest: z.string(),
  /** The image that was made of it and ran, by the SHA-256 that its engine says; where containers ran. */
  image: z.object({ name: z.string(), digest: z.string() }).optional(),
  /** Why the digest is believed, where it was stated of a deployment and not made of its source. */
  restsOn: z.string().optional(),
});

const configurationSchema = z.object({
  /** Its module as it is named on the command line, and SHA-256 of the target as data. */
  target: z.object({ module: z.string(), digest: z.string() }),
  /** What containers were made of; null where none ran. */
  compose: z.object({ file: z.string(), digest: z.string() }).nullable(),
});

export const runSchema = z.object({
  id: z.string().min(1),
  /** Name of the target. */
  target: z.string(),
  title: z.string(),
  profile: z.enum(profileNames),
  /** The driver that ran it: `process`, `docker` or `attach`. */
  stack: z.string(),
  /** The server that all parts shared, where `--shape` held them to one; read back from the engine. */
  shape: z.object({ name: z.string(), title: z.string(), cpuset: z.string() }).optional(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** Golive's own and those of what it ran on: `golive`, `node`, `chromium`, `postgres` … */
  versions: z.record(z.string(), z.string()),
  /** What was verified; null where the run ended before it was known. */
  release: releaseSchema.nullable(),
  /** What it was verified with: SHA-256 each. */
  configuration: configurationSchema.optional(),
  /** Stages, in order. */
  durations: z.array(
    z.object({
      name: z.string(),
      durationMs: z.number().min(0),
      budgetMs: z.number().min(0),
      /** `done`, `deadline`, `skipped`, `failed` or `interrupted`. */
      outcome: z.string(),
    }),
  ),
  /** The runs that this one was merged of, where it was run in shards. */
  shards: z
    .array(z.object({ index: z.number().int().min(1), of: z.number().int().min(1), run: z.string() }))
    .optional(),
});
export type VerdictRun = z.infer<typeof runSchema>;

/** A part of the stack, and whether it stands for the real one. */
export const environmentPartSchema = z.object({
  role: z.string(),
  name: z.string(),
  kind: z.string(),
  version: z.string(),
  emulated: z.boolean(),
  /** What its engine lets it use at most; only where a shape was asked for. */
  limits: z.object({ cpus: z.number(), memoryMb: z.number() }).optional(),
});

/** Something to know beside the answers: what the recipe had to repair, what a stage saw. */
export const findingSchema = z.object({ kind: z.string(), text: z.string() });

/** The defect that was planted in this run, on purpose. */
export const plantedFaultSchema = z.object({
  id: z.string(),
  at: z.string(),
  what: z.string(),
  turnsRed: z.array(z.string()),
  /** The check that must stay green beside it. */
  bystander: z.string(),
  /** What the honest verdict is where the fault is seen. */
  verdict: z.enum(['NO-GO', 'INCONCLUSIVE']).default('NO-GO'),
});

/**
 * One fault of the last proof: which checks it was meant to turn red, and which of those did (`check/subject`; left
 * open, where that is the honest verdict) while the bystander stayed green. Empty: it was not caught.
 */
export const provedFaultSchema = z.object({
  ...plantedFaultSchema.partial({ bystander: true }).shape,
  turnedRed: z.array(z.string()),
  provedAt: z.iso.datetime(),
  /** Of Golive. */
  version: z.string().optional(),
});
export type ProvedFault = z.infer<typeof provedFaultSchema>;
