import { z } from 'zod';
import { id, method } from './common.ts';

/** `{name}` stands for one part of the path. */
const path = z.string().regex(/^\/[^?]*$/u, 'expected a path that begins with /, without a query');

const requestSchema = z.strictObject({
  method,
  path,
  /** Why nothing of the system's is changed by it, or who sends it. */
  why: z.string().min(10, 'expected the reason, in words'),
});

/** What may be asked of the system where people work with it: read-only, and little of it. */
export const smokeSchema = z.strictObject({
  /** Who looks: the role with the least rights that sees the main pages. Nobody else signs in. */
  role: z.string(),
  /** Main pages, by their ids: this role's, or nobody's. */
  pages: z.array(id).min(1).readonly(),
  /** Goes with every request; `{run}` is the run. */
  mark: z
    .strictObject({
      name: z.string().regex(/^[a-z][a-z0-9-]*$/u, 'expected the name of a header, in lower case'),
      value: z.string().min(1),
    })
    .prefault({ name: 'x-golive-smoke', value: '{run}' }),
  /** May leave though they are no reads, besides the requests to sign in, to renew a session and to sign out. */
  allows: z.array(requestSchema).readonly().default([]),
  /** Sent by the pages themselves: stopped, and held against nobody. */
  expects: z.array(requestSchema).readonly().default([]),
  /** The share of looks in which people could work, where the plan states one: 0.999. */
  uptime: z.strictObject({ value: z.number().gt(0).lt(1), source: z.string() }).optional(),
  /** A run that sends more is stopped there, and has failed. */
  mostRequests: z.number().int().positive().default(300),
});
export type Smoke = z.infer<typeof smokeSchema>;
