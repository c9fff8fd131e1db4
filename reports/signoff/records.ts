import { z } from 'zod';
import { plainLine } from '../plain-text.ts';

/** A person's name as people write it: what a terminal or a page would not show as it is, is no name. */
export const personName = z
  .string()
  .min(2, 'expected the name of a person')
  .refine((name) => plainLine(name) === name, 'expected a name in plain words');

export const saidReason = z
  .string()
  .min(10, 'expected a reason, in words, of at least 10 characters')
  .refine((text) => plainLine(text) === text, 'expected a reason on one line, in plain words');

const common = {
  version: z.literal(1),
  /** Its place in the run's sign-off: 1 for the first. */
  number: z.number().int().min(1),
  at: z.iso.datetime(),
  run: z.string().min(1),
  /** SHA-256 of the verdict.json that lay before the person. */
  verdict: z.string(),
  /** SHA-256 of the record before this one; null for the first. */
  previous: z.string().nullable(),
};

const attestedSchema = z.strictObject({
  /** Id of a line of the plan. */
  line: z.string(),
  /** What it was seen on, where the line asks for something more real than a run has seen. */
  device: z.string().min(2).optional(),
  version: z.string().min(1).optional(),
});
export type Attested = z.infer<typeof attestedSchema>;

export const personDecisions = ['approve', 'reject'] as const;
export type PersonDecision = (typeof personDecisions)[number];

const signatureSchema = z.strictObject({
  kind: z.literal('signature'),
  ...common,
  role: z.string().min(1),
  name: personName,
  /** Null where the person attests lines and decides nothing yet. */
  decision: z.enum(personDecisions).nullable(),
  reason: saidReason.nullable(),
  attested: z.array(attestedSchema),
});
export type Signature = z.infer<typeof signatureSchema>;

const waiverRecordSchema = z.strictObject({
  kind: z.literal('waiver'),
  ...common,
  /** A check, one subject of it, or a line of the plan. */
  what: z.union([
    z.strictObject({ check: z.string(), subject: z.string().optional() }),
    z.strictObject({ line: z.string() }),
  ]),
  name: personName,
  reason: saidReason,
  expiresAt: z.iso.datetime(),
});
export type WaiverRecord = z.infer<typeof waiverRecordSchema>;

/** What a waiver is of, as a person names it. */
export function waivedName(what: WaiverRecord['what']): string {
  if ('line' in what) return what.line;
  return what.subject === undefined ? what.check : `${what.check}/${what.subject}`;
}

/** One act of a person, in a file of its own; never changed. */
export const recordSchema = z.discriminatedUnion('kind', [signatureSchema, waiverRecordSchema]);
export type SignoffRecord = z.infer<typeof recordSchema>;

type Written = 'version' | 'number' | 'at' | 'run' | 'verdict' | 'previous';

/** What a person says; the writer adds place, time and what it is bound to. */
export type Act = Omit<Signature, Written> | Omit<WaiverRecord, Written>;
