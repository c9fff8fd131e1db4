import { z } from 'zod';
import { phases } from '../../checks/check.ts';
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
});
export type VerdictLine = z.infer<typeof verdictLineSchema>;
