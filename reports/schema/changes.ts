import { z } from 'zod';
import { phases } from '../../checks/check.ts';
import { outcomes } from '../../evidence/row.ts';
import { decisions } from '../decide.ts';
import { lineOutcomes } from '../judge-line.ts';
import { runSchema } from './run.ts';

const absent = 'absent';

/** What a comparison says of each of the two runs. */
export const comparedRunSchema = z.object({
  ...runSchema.pick({ id: true, profile: true, stack: true, startedAt: true, release: true }).shape,
  decision: z.enum(decisions),
});
export type ComparedRun = z.infer<typeof comparedRunSchema>;

/** An answer that is another one than before; `absent`: that run did not ask it. */
const checkChangeSchema = z.object({
  ref: z.string(),
  name: z.string(),
  before: z.enum([...outcomes, absent]),
  after: z.enum([...outcomes, absent]),
  /** Of the later run; empty where it passed. */
  reason: z.string(),
});
export type CheckChange = z.infer<typeof checkChangeSchema>;

const lineChangeSchema = z.object({
  id: z.string(),
  text: z.string(),
  phase: z.enum(phases),
  before: z.enum([...lineOutcomes, absent]),
  after: z.enum([...lineOutcomes, absent]),
  reason: z.string(),
});
export type LineChange = z.infer<typeof lineChangeSchema>;

/** One measured figure in both runs, with the limit of the later one. */
const figureChangeSchema = z.object({
  ref: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  before: z.number(),
  after: z.number(),
  limit: z.number(),
  nBefore: z.number().int(),
  n: z.number().int(),
  /** The interval of the later one, where there is one. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
});
export type FigureChange = z.infer<typeof figureChangeSchema>;

/** What is another than in an earlier run of the same target. */
export const changesSchema = z.object({
  before: comparedRunSchema,
  /** Worse first, then what is new, mended and gone. */
  checks: z.array(checkChangeSchema),
  lines: z.array(lineChangeSchema),
  figures: z.array(figureChangeSchema),
});
export type Changes = z.infer<typeof changesSchema>;
