import { z } from 'zod';
import { rowsSchema } from './at-once.ts';
import { id, pointer } from './common.ts';
import { givenSchema, requestSchema } from './http.ts';

const statuses = z.array(z.number().int()).min(1).readonly();

/** A field of the body that names another record. One that there is not is always tried beside those of `wrong`. */
const referenceSchema = z.strictObject({
  field: pointer,
  /** What else may not stand there: in words -> the value, filled as the request is. */
  wrong: z.record(z.string(), z.string()).default({}),
  /** Statuses that refuse it. */
  refused: statuses.default([400, 404, 409, 422]),
});
export type Reference = z.infer<typeof referenceSchema>;

/** A write, sent as it should be, whose answer is read. */
export const writeSchema = z.strictObject({
  id,
  role: z.string(),
  /** One row that it starts from; its columns become names. */
  givenRow: z.string().optional(),
  /** Requests that make what is written to. */
  given: z.array(givenSchema).readonly().default([]),
  request: requestSchema,
  /** Statuses that acknowledge it. */
  status: statuses,
  /** What the answer carries of the record that was written: pointer -> text; empty: some value, whichever. */
  carries: z
    .record(pointer, z.string())
    .refine((fields) => Object.keys(fields).length > 0, 'expected what the answer carries of the record'),
  references: z.array(referenceSchema).readonly().default([]),
  /** The record as rows: a refused write leaves them as they are. */
  rows: rowsSchema.optional(),
});
export type Write = z.infer<typeof writeSchema>;
export type WriteInput = z.input<typeof writeSchema>;
