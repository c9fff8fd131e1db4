import { z } from 'zod';
import { json, method, path, pointer } from './common.ts';

const sourced = <T extends z.ZodType>(value: T) => z.strictObject({ value, source: z.string() });

/** Figures that the verdict is judged by; each says where it is from. */
export const limitsSchema = z.strictObject({
  pageLoadMs: sourced(z.number().positive()),
  /** An id of devices/network-shapes.ts. */
  networkShape: z.string(),
  restoreTimeMs: sourced(z.number().positive()),
});
export type Limits = z.infer<typeof limitsSchema>;

/** One kind of request in the load mix; `{name}` comes from the feed queries. */
export const loadRequestSchema = z.strictObject({
  name: z.string(),
  weight: z.number().positive(),
  method,
  path,
  headers: z.record(z.string(), z.string()).optional(),
  body: json.optional(),
  /** A multipart photo of this size is sent in this field. */
  upload: z.strictObject({ field: z.string(), sizeBytes: z.number().int().positive() }).optional(),
  write: z.boolean().default(false),
  status: z.array(z.number().int()).min(1),
  /** Pointers that an answer must have: a 200 that says nothing is an error. */
  pointers: z.array(pointer).default([]),
});

export const loadSchema = z.strictObject({
  users: z.number().int().min(1),
  ratePerUserPerS: z.number().min(1),
  warmUpS: z.number().positive(),
  durationS: z.number().min(60),
  p95Ms: sourced(z.number().positive()),
  errorShare: sourced(z.number().positive()),
  plannedRequests: z.number().int().positive(),
  extendedRequests: z.number().int().positive(),
  /** Account of user i: `{index}` is 001 … 100. */
  accountPattern: z.string(),
  accountRole: z.string(),
  mix: z.array(loadRequestSchema).min(1),
  /** name -> query that gives a column `value`; rows are dealt to the requests in turn. */
  feed: z.record(z.string(), z.string()),
  /** Each acknowledged write is looked up by its marker: query with `$1` = text array of markers, column `n`. */
  writesQuery: z.string(),
});
export type Load = z.infer<typeof loadSchema>;
