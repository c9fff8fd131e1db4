import { z } from 'zod';
import { id, json, path, pointer, texts } from './common.ts';
import { givenSchema } from './http.ts';

/** The API read back: each pointer of the answer equals the text (after substitution; numbers as text). */
export const apiWitnessSchema = z.strictObject({
  role: z.string().optional(),
  path,
  expect: z.record(pointer, z.string()),
});

/** One row, by a query with positional parameters; each column equals the text. A missing row fails. */
export const sqlWitnessSchema = z.strictObject({
  query: z.string(),
  values: z.array(z.string()).readonly().default([]),
  expect: z.record(z.string(), z.string()),
});

/** The stored object: a query that gives its key, and the learned value that holds the expected SHA-256. */
export const objectWitnessSchema = z.strictObject({
  keyQuery: z.string(),
  values: z.array(z.string()).readonly().default([]),
  sha256: z.string(),
});

export const witnessSchema = z
  .strictObject({
    api: apiWitnessSchema.optional(),
    sql: sqlWitnessSchema.optional(),
    object: objectWitnessSchema.optional(),
  })
  .refine((witness) => Object.keys(witness).length > 0, 'expected at least one of api, sql, object');
export type Witness = z.infer<typeof witnessSchema>;

/** Something a person does. Its browser half is the method of the same id on the target's pages. */
export const taskSchema = z.strictObject({
  id,
  role: z.string(),
  record: id,
  action: z.enum(['create', 'view', 'edit', 'delete', 'move', 'complete', 'export', 'use']),
  /** What the person types, by name; `{unique}` differs in every run, phone and attempt. */
  values: texts.default({}),
  /**
   * The value that is a calendar day (`2026-01-14`); empty, it is left as the form offers it: the person's today.
   * `shows` and witness say the day as well.
   */
  day: z.string().optional(),
  /** A row that the task is about (one row; its columns become names); needs SQL access. */
  givenRow: z.string().optional(),
  /** What it changes that was there before (`an item’s stock`); left out: only records that it made. */
  changes: z.string().optional(),
  /** Requests that make the record which the task needs. */
  given: z.array(givenSchema).readonly().default([]),
  /** What the screen shows again after a reload, by the names that the pages read back. */
  shows: texts.default({}),
  witness: witnessSchema,
  /** Can be done without network, to be delivered later; counted by the query (one number, column `n`). */
  offline: z.strictObject({ countQuery: z.string(), values: z.array(z.string()).readonly() }).optional(),
  /** How long a person may be busy with it, from its first page to the screen's own word, where the plan says so. */
  within: z.strictObject({ valueMs: z.number().positive(), source: z.string() }).optional(),
  /** Done again on the restored system. */
  afterRestore: z.boolean().default(false),
  /** Free data for the pages of this application. */
  pages: json.optional(),
});
export type Task = z.infer<typeof taskSchema>;
export type TaskInput = z.input<typeof taskSchema>;
