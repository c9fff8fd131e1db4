import { z } from 'zod';
import { id, path } from './common.ts';
import { givenSchema } from './http.ts';

/** A main page, as a role sees it; without one, as somebody does who is not signed in. */
export const pageSchema = z.strictObject({
  id,
  role: z.string().optional(),
  path,
  /** Text of a heading that shows that the page is there and not merely empty. */
  heading: z.string(),
});
export type PageData = z.infer<typeof pageSchema>;

/** A list of which a page shows a part: the pages' method `pager(id)` reads it. */
export const pagerSchema = z.strictObject({
  id,
  role: z.string(),
  /** Where it stands, with more rows than one page shows. */
  path,
  /** Column `n`: how many rows there are in all. */
  query: z.string(),
});

/** A figure on a page: the pages' method `figure(id)` reads it, the query's column `value` says what it must be. */
export const figureSchema = z.strictObject({
  id,
  role: z.string(),
  query: z.string(),
  /** A row whose columns are names for `movedBy`. */
  givenRow: z.string().optional(),
  /** Requests after which the figure must be another one. */
  movedBy: z.array(givenSchema).readonly().default([]),
});
export type Figure = z.infer<typeof figureSchema>;

/** One kind of answer, how to get it, and the headers that it must carry (header -> regular expression). */
export const contentKindSchema = z.strictObject({
  id,
  path: z.union([path, z.strictObject({ firstMatch: z.string(), on: path })]),
  role: z.string().optional(),
  status: z.array(z.number().int()).min(1).readonly().default([200]),
  headers: z.record(z.string(), z.string()),
  /** Text answers are compressed. */
  compressed: z.boolean().default(false),
});
export type ContentKind = z.infer<typeof contentKindSchema>;
