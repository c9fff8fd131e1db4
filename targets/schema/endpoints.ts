import { z } from 'zod';
import { id, json, method, path, pointer, texts } from './common.ts';

/** A list: where its rows are, how its page size is asked for, and the query that says what it must hold. */
const listSchema = z.strictObject({
  rows: pointer,
  pageSizeParameter: z.string(),
  largestPage: z.number().int().positive(),
  fieldsParameter: z.string().optional(),
  field: z.string().optional(),
  /**
   * Where a row shows its id, and a query whose column `id` gives every row that the list is of. Filled are the
   * names of `records` and `{tenant}`, the tenant of the role that asks.
   */
  ids: z.strictObject({ pointer, query: z.string() }).optional(),
  /** Where the answer states how many rows there are in all. */
  total: pointer.optional(),
  /** Further figures of the answer: pointer -> a query whose column `value` it must equal. */
  figures: z.record(pointer, z.string()).default({}),
});
export type List = z.infer<typeof listSchema>;

/** A route of the API, read or write. */
export const endpointSchema = z.strictObject({
  id,
  method,
  path,
  /** Roles that it answers; every other role must be refused. */
  roles: z.array(z.string()).min(1).readonly(),
  /** A body that is in order, for a write: `{name}` is substituted from `records`. */
  body: json.optional(),
  /** Statuses that count as answered. */
  answers: z.array(z.number().int()).min(1).readonly().default([200]),
  /** Statuses that count as refused for a role; the default is 403. */
  refuses: z.array(z.number().int()).min(1).readonly().default([403]),
  /** Content type of what a read answers, without parameters; `image/*` for pictures of any kind. */
  contentType: z
    .string()
    .regex(/^[a-z]+\/(\*|[a-z0-9.+-]+)$/u, 'expected a content type such as application/json')
    .default('application/json'),
  list: listSchema.optional(),
});
export type Endpoint = z.infer<typeof endpointSchema>;
export type EndpointInput = z.input<typeof endpointSchema>;

/** Values for `{name}` in endpoint paths and bodies: a query for one row whose columns are the names. */
export const recordsSchema = z.strictObject({ query: z.string(), fixed: texts.default({}) });
