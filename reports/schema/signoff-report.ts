import { z } from 'zod';
import { outcomes } from '../../evidence/row.ts';
import { decisions } from '../decide.ts';
import { lineOutcomes } from '../judge-line.ts';
import { personDecisions } from '../signoff/records.ts';
import { waiverSchema } from '../waiver.ts';

/** What already answers a box: the worst answer of its cells; `not-asked` where this run has none. */
const answerSchema = z.object({ check: z.string(), outcome: z.enum([...outcomes, 'not-asked']) });

const roleSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Nothing goes live without its approval. */
  isRequired: z.boolean(),
  boxes: z.array(z.object({ text: z.string(), answers: z.array(answerSchema) })),
  /** Lines of the plan that wait for it. */
  awaits: z.array(z.string()),
  decision: z.enum(personDecisions).nullable(),
  name: z.string().nullable(),
  at: z.iso.datetime().nullable(),
});

const personal = { name: z.string(), role: z.string(), at: z.iso.datetime() };

/** signoff.json: what people have said of a run, and whether its launch is authorised. Version 1. */
export const signoffReportSchema = z.object({
  version: z.literal(1),
  run: z.string(),
  /** SHA-256 of verdict.json. */
  verdict: z.string(),
  release: z.object({ version: z.string(), digest: z.string() }).nullable(),
  /** The moment that all of this is said of: a waiver may end, a drill grow old, the day after. */
  asOf: z.iso.datetime(),
  authorised: z.boolean(),
  /** Why not; empty where it is authorised. */
  why: z.array(z.string()),
  /** Those of `why` that say that it was a GO and is none any more. */
  lapsed: z.array(z.string()).default([]),
  /** Those of `why` that no signature can mend. */
  refused: z.array(z.string()).default([]),
  /** When it lapses by itself, and what ends then; null where it has lapsed. */
  lapsesAt: z.object({ at: z.iso.datetime(), by: z.string() }).nullable().default(null),
  /** The verdict with what people have said of it since. */
  decision: z.enum(decisions),
  sentence: z.string().optional(),
  /** The decision of verdict.json. */
  found: z.enum(decisions).optional(),
  /** Lines of the plan that stand otherwise than in verdict.json. */
  lines: z.array(z.object({ id: z.string(), outcome: z.enum(lineOutcomes), reason: z.string() })).default([]),
  /** Checks that a waiver lets pass, by their `ref`. */
  waived: z.array(z.object({ ref: z.string(), waiver: waiverSchema })).default([]),
  roles: z.array(roleSchema),
  leastApprovals: z.number().int(),
  signatures: z.array(
    z.object({ ...personal, decision: z.enum(personDecisions).nullable(), reason: z.string().nullable() }),
  ),
  attested: z.array(
    z.object({
      ...personal,
      line: z.string(),
      text: z.string(),
      device: z.string().nullable(),
      version: z.string().nullable(),
    }),
  ),
  waivers: z.array(
    z.object({
      /** `check`, `check/subject`, or a line of the plan. */
      of: z.string(),
      name: z.string(),
      reason: z.string(),
      at: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      expired: z.boolean(),
    }),
  ),
  /** The restore drill of this release that the approval rests on; null where none passed. */
  drill: z.object({ run: z.string(), at: z.iso.datetime(), withinDays: z.number() }).nullable(),
});
export type SignoffReport = z.infer<typeof signoffReportSchema>;
