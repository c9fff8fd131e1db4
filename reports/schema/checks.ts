import { z } from 'zod';
import { leastFidelities, phases } from '../../checks/check.ts';
import { evidenceRowSchema, fidelities, operators, outcomes } from '../../evidence/row.ts';
import { lineOutcomes } from '../judge-line.ts';
import { waiverSchema } from '../waiver.ts';

const { expected, actual, unit, limit, n, interval, engine, attachments } = evidenceRowSchema.shape;

/** One answered question: of one subject, on one device. Without a measurement `fidelity` is null and `n` is 0. */
export const verdictCheckSchema = z.object({
  /** `check`, `check/subject`, either with `@device`: as checklists bind it. Unique in a verdict. */
  ref: z.string(),
  /** Id in the catalogue. */
  id: z.string(),
  question: z.string(),
  suite: z.string(),
  subject: z.string(),
  device: z.string(),
  /** The stack that it was asked on: `main` or `restored`. */
  stack: z.string(),
  level: z.enum(['blocking', 'warning']),
  outcome: z.enum(outcomes),
  reason: z.string(),
  /** Nothing required it; it failed all the same. */
  stray: z.boolean(),
  expected,
  actual,
  operator: z.enum(operators).nullable(),
  unit,
  limit,
  n,
  interval,
  fidelity: z.enum(fidelities).nullable(),
  engine,
  /** The least fidelity that the check asks for. */
  leastFidelity: z.enum(fidelities),
  attempts: z.number().int().min(0),
  flaky: z.boolean(),
  waiver: waiverSchema.nullable(),
  startedAt: z.iso.datetime().nullable(),
  durationMs: z.number().min(0),
  attachments,
});
export type VerdictCheck = z.infer<typeof verdictCheckSchema>;

/** One line of the plan. */
export const verdictLineSchema = z.object({
  id: z.string(),
  section: z.string(),
  text: z.string(),
  by: z.enum(['check', 'person']),
  phase: z.enum(phases),
  role: z.string().nullable(),
  outcome: z.enum(lineOutcomes),
  reason: z.string(),
  note: z.string().nullable(),
  /** What the plan binds it to. */
  asks: z.array(z.string()),
  /** `ref` of every check that answers it. */
  checks: z.array(z.string()),
  /** `advisory`: optional in the plan, and so never deciding. */
  level: z.enum(['blocking', 'advisory']).default('blocking'),
  /** How real its answer must be, where the plan says so. */
  minFidelity: z.enum(leastFidelities).nullable().default(null),
  /** What was seen is less real than that: a named person must attest it, with device and version. */
  awaits: z
    .object({ fidelity: z.enum(leastFidelities), reached: z.enum(fidelities) })
    .nullable()
    .default(null),
});
export type VerdictLine = z.infer<typeof verdictLineSchema>;
