import { z } from 'zod';
import { id, path, pointer } from './common.ts';
import { givenSchema, requestSchema } from './http.ts';

const statuses = z.array(z.number().int()).min(1).readonly();
/** Statuses that tell somebody that another one was first. */
const refused = statuses.default([409, 412]);

/** Rows, by a query with positional parameters; `{name}` is filled in the values, `{unique}` is each person's own. */
export const rowsSchema = z.strictObject({
  query: z.string(),
  values: z.array(z.string()).readonly().default([]),
});
export type Rows = z.infer<typeof rowsSchema>;

const common = {
  id,
  role: z.string(),
  /** One row that it starts from; its columns become names. */
  givenRow: z.string().optional(),
  /** Requests that make what is written to, once for all of them. */
  given: z.array(givenSchema).readonly().default([]),
  /** Statuses that acknowledge the write. */
  status: statuses,
};
const people = z.number().int().min(2).max(20).default(10);

/** Each makes a record of their own: nobody is in anybody's way, and nobody may be refused. */
const recordsSchema = z.strictObject({
  kind: z.literal('records'),
  ...common,
  people,
  /** Requests that make what one person alone needs. */
  givenEach: z.array(givenSchema).readonly().default([]),
  request: requestSchema,
  /** The record that one person wrote: exactly one row. */
  row: rowsSchema,
  /** Columns of the row that no two may share, besides those whose names say so. */
  unique: z.array(z.string()).readonly().default([]),
  /** What a whole record has beside its row: how many rows of what. */
  parts: z
    .array(z.strictObject({ what: z.string(), ...rowsSchema.shape, rows: z.number().int().min(0) }))
    .readonly()
    .default([]),
});

/** Two change different fields of one record that both have read: both changes stand, or one is told. */
const recordSchema = z.strictObject({
  kind: z.literal('record'),
  ...common,
  /** What both read before they write, and the values that they take from it (a version, say). */
  read: z.strictObject({ path, take: z.record(z.string(), pointer).default({}) }),
  /** What each of the two sends, and the column of the row that must hold the value then. */
  edits: z
    .array(z.strictObject({ request: requestSchema, column: z.string(), value: z.string() }))
    .length(2)
    .readonly(),
  refused,
  row: rowsSchema,
});

/** All change one amount by as much: it is then as many times further on as there were acknowledgements. */
const amountSchema = z.strictObject({
  kind: z.literal('amount'),
  ...common,
  people,
  request: requestSchema,
  by: z.number(),
  refused,
  /** Each a query whose column `value` moves by `by`. */
  amounts: z
    .array(z.strictObject({ what: z.string(), ...rowsSchema.shape }))
    .min(1)
    .readonly(),
});

/** All do what can be done once: it is then done once. */
const onceSchema = z.strictObject({
  kind: z.literal('once'),
  ...common,
  people,
  request: requestSchema,
  refused,
  /** Rows of what was done: exactly one. */
  row: rowsSchema,
});

/** A write that several people send at the same moment, and what must then stand in the database. */
export const atOnceSchema = z.discriminatedUnion('kind', [
  recordsSchema,
  recordSchema,
  amountSchema,
  onceSchema,
]);
export type AtOnce = z.infer<typeof atOnceSchema>;
export type AtOnceInput = z.input<typeof atOnceSchema>;
export type AtOnceOf<Kind extends AtOnce['kind']> = Extract<AtOnce, { readonly kind: Kind }>;
