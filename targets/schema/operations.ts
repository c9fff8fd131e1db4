import { z } from 'zod';
import { capability, path, pointer } from './common.ts';
import { givenSchema } from './http.ts';

const command = z.strictObject({
  /** Run by `sh -c` in the application's folder with its environment; `{artifact}` is the backup's place. */
  command: z.string(),
  timeoutMs: z.number().int().positive(),
  /** Where the team wrote it down. */
  source: z.string(),
});

/** The team's own backup and restore. */
export const operationsSchema = z.strictObject({
  backup: command,
  restore: command,
  /** Is the artifact one file or a folder? It decides how damage is planted. */
  artifact: z.enum(['file', 'folder']),
  /**
   * A write that is made all through the backup, and the query that finds its marker again: `$1`, column `n`.
   * The marker differs each time; in the request it is `{unique}`, or `{marker}`.
   */
  marker: z.strictObject({ write: givenSchema, query: z.string() }),
  /** Tables that may differ between backup and restore, with the reason. */
  mayDiffer: z.record(z.string(), z.string()).default({}),
});
export type Operations = z.infer<typeof operationsSchema>;

export const readinessSchema = z.strictObject({
  path,
  status: z.literal(200).default(200),
  /** Statuses that say no. */
  unready: z.array(z.number().int()).min(1).readonly(),
  /** It must notice within this time. */
  withinMs: z.number().int().positive(),
});

export const stackSchema = z.strictObject({
  database: z.enum(['postgres', 'sqlite']),
  health: z.strictObject({ path, expect: z.record(pointer, z.string()) }),
  readiness: capability(readinessSchema),
  /** Bucket that the application stores files in; its ledger query gives object_key and sha256. */
  objects: capability(z.strictObject({ bucket: z.string(), ledgerQuery: z.string() })),
});
