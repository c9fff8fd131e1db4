import { z } from 'zod';

/** The four outcomes that a row can have. `not-applicable` always carries a reason. */
export const outcomes = ['pass', 'fail', 'inconclusive', 'not-applicable'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * How real an observation was, from the least to the most real, on two scales that reports/fidelity.ts holds: of the
 * stack and of the phone. A check asks for a least fidelity; a row below it is inconclusive however green it is.
 * `emulator` stands for a part of our own in place of the real one; `synthetic-stream` is an emulated phone whose
 * camera, too, is ours, drawn in the page: less than an emulated phone of which nothing was replaced.
 */
export const fidelities = [
  'static',
  'emulator',
  'synthetic-stream',
  'emulated-phone',
  'process-stack',
  'live-capture',
  'installed-app',
  'container-stack',
  'deployed',
  'real-device',
] as const;
export type Fidelity = (typeof fidelities)[number];

export const operators = ['==', '!=', '<', '<=', '>', '>=', 'contains', 'matches', 'is-empty'] as const;
export type Operator = (typeof operators)[number];

const observed = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Observed = z.infer<typeof observed>;

const attachmentSchema = z.strictObject({
  name: z.string(),
  contentType: z.string(),
  /** Path below the run's folder, with forward slashes. */
  path: z.string(),
});
export type EvidenceAttachment = z.infer<typeof attachmentSchema>;

/** The one row that every check writes, whatever measured it. Keyed by run, stack, check, subject, device, attempt. */
export const evidenceRowSchema = z.strictObject({
  run: z.string().min(1),
  /** `main`, `restored`, or the name of a stack that a fault was planted in. */
  stack: z.string().min(1),
  check: z.string().min(1),
  /** The task, endpoint, record … that the question was asked of; `target` where it is asked once. */
  subject: z.string().min(1),
  /** A device id of devices/phones.ts, or `none`. */
  device: z.string().min(1),
  /** 1 for the first; a repetition only tells flaky from deterministic. */
  attempt: z.number().int().min(1),
  operator: z.enum(operators),
  expected: observed,
  actual: observed,
  unit: z.string().nullable(),
  limit: z.number().nullable(),
  /** Number of observations behind `actual`. */
  n: z.number().int().min(0),
  /** Confidence interval of `actual`, in `unit`. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  outcome: z.enum(outcomes),
  /** Why, in a sentence a person can act on; required unless the outcome is `pass`. */
  reason: z.string(),
  fidelity: z.enum(fidelities),
  /** The browser's engine and its version, where a phone was driven. */
  engine: z.string().optional(),
  /** ISO 8601, UTC. */
  startedAt: z.iso.datetime(),
  durationMs: z.number().min(0),
  attachments: z.array(attachmentSchema),
});
export type EvidenceRow = z.infer<typeof evidenceRowSchema>;

/** What a measurer has to say; the writer adds run, stack, times and defaults. */
export interface Observation {
  readonly check: string;
  readonly subject?: string;
  readonly device?: string;
  readonly attempt?: number;
  readonly operator?: Operator;
  readonly expected: Observed;
  readonly actual: Observed;
  readonly unit?: string | null;
  readonly limit?: number | null;
  readonly n?: number;
  readonly interval?: readonly [number, number] | null;
  /** Left out, it is judged from operator, expected and actual. */
  readonly outcome?: Outcome;
  readonly reason?: string;
  readonly fidelity: Fidelity;
  readonly engine?: string;
  readonly startedAt?: Date;
  readonly durationMs?: number;
  readonly attachments?: readonly EvidenceAttachment[];
}
