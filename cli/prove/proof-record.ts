import { z } from 'zod';
import { provedFaultSchema } from '../../reports/schema/run.ts';

/** `check/subject@phone`. */
const cell = z.string().min(1);

const ofEvery = {
  /** Of the code that it holds for. */
  digest: z.string(),
  /** Tells it from the others of its kind; what has a record is not done again. */
  key: z.string().min(1),
  at: z.iso.datetime(),
  durationMs: z.number().min(0),
};

/** A run with nothing planted: what passed is the control of what turns red afterwards. */
const cleanFields = {
  ...ofEvery,
  run: z.string(),
  /** A stack of its own, or a rehearsed deployment. */
  place: z.string(),
  /** Words of `--only`; empty: everything. */
  asked: z.array(z.string()),
  decision: z.string(),
  passed: z.array(cell),
  red: z.array(cell),
  open: z.array(cell),
};

export const proofRecordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clean'), ...cleanFields }),
  z.object({ kind: z.literal('control'), ...cleanFields }),
  z.object({
    kind: z.literal('fault'),
    ...ofEvery,
    outcome: z.enum(['caught', 'missed', 'open']),
    /** What happened, in a sentence. */
    why: z.string(),
    /** Red with the fault, and passed in the control. */
    turnedRed: z.array(cell),
    isBystanderGreen: z.boolean(),
    run: z.string().nullable(),
    proved: provedFaultSchema.nullable(),
  }),
  /** A round that a mutant has survived. */
  z.object({ kind: z.literal('round'), ...ofEvery }),
  z.object({
    kind: z.literal('mutation'),
    ...ofEvery,
    seed: z.string(),
    operator: z.string(),
    what: z.string(),
    file: z.string(),
    line: z.number(),
    diff: z.array(z.string()),
    /** `open`: nothing turned red, and it was not GO either. `not-built`: another one was drawn in its place. */
    outcome: z.enum(['killed', 'survived', 'open', 'not-built']),
    why: z.string(),
    /** Words of `--only`; of one that was killed, up to the first red answer. */
    asked: z.array(z.string()),
    /** Checks that its target could be asked, and it was not. */
    notAsked: z.array(z.string()),
    run: z.string().nullable(),
  }),
]);
export type ProofRecord = z.infer<typeof proofRecordSchema>;
export type RecordOf<K extends ProofRecord['kind']> = Extract<ProofRecord, { kind: K }>;
