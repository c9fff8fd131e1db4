import { z } from 'zod';
import { id, pointer } from './common.ts';
import { givenSchema } from './http.ts';
import { statedRoute } from './routes.ts';

/** Records of one kind that belong to one person or to one tenant. */
const keptSchema = z.strictObject({
  /** The part of a path in front of such a record's id: `work-orders` in `/api/work-orders/{id}/assign`. */
  segment: z.string().min(1),
  /** `reading`: nobody else is shown it or changes it; `writing`: others may look at it, and not change it. */
  from: z.enum(['reading', 'writing']),
  table: z.string().min(1),
  /** Condition on the table that is true of its owner's rows; `{email}` and `{tenant}` are the owner's. */
  whose: z.string().min(1),
  /** Sent by its owner so that there is one, where the seed leaves it to chance; the role is the owner's own. */
  made: givenSchema.pick({ request: true, status: true }).optional(),
});
export type Kept = z.infer<typeof keptSchema>;

/** Whose records are kept from whom: asked over every route that the system has. */
export const separationSchema = z.strictObject({
  /** Where it is stated. */
  source: z.string().min(1),
  /** Two roles of two tenants, or one role twice: two people of it. */
  people: z.tuple([id, id]).readonly(),
  /** Where the answer that says who somebody is has what stands for them in other requests: `/id`, `/organisation`. */
  toldBy: z.array(pointer).readonly().default([]),
  kept: z.array(keptSchema).min(1).readonly(),
  /** Routes by which others may read or write such a record all the same, and why; the path as the target gives it. */
  shared: z.array(statedRoute).readonly().default([]),
});
export type Separation = z.infer<typeof separationSchema>;
