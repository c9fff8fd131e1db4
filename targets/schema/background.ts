import { z } from 'zod';
import { id } from './common.ts';

/** Something that runs by itself: a scheduler's task, a cron job, a clean-up. */
export const backgroundJobSchema = z.strictObject({
  id,
  /** How often it is meant to run. */
  everyMs: z.number().int().positive(),
  /** The last success may be so old, at most. */
  withinMs: z.number().int().positive(),
  source: z.string(),
  /**
   * Where the system notes its runs: one row with `at`, the end of the last success (null where there is none), and
   * `failed`, how many runs have failed since then.
   */
  query: z.string(),
});
export type BackgroundJob = z.infer<typeof backgroundJobSchema>;
