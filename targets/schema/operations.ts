import { z } from 'zod';
import { capability, notApplicable, path, pointer } from './common.ts';
import { givenSchema } from './http.ts';

const command = z.strictObject({
  /** Run by `sh -c` in the application's folder with its environment; `{artifact}` is the backup's place. */
  command: z.string(),
  timeoutMs: z.number().int().positive(),
  /** Where the team wrote it down. */
  source: z.string(),
});

/** What keeps a backup secret. */
const encryptionSchema = z.strictObject({
  /** Where the plan asks for it. */
  source: z.string(),
  /** The environment variable that holds the key; left out, nobody can try another key. */
  keyVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/u, 'expected the name of an environment variable')
    .optional(),
});

/** What a backup that is taken by itself leaves behind, run after run. */
const rotationSchema = z.strictObject({
  /** What cron runs, as `backup` is run; `{store}` is the folder of all backups. */
  run: command,
  /** What it calls a backup in the store, in UTC: `shop-{year}{month}{day}T{hour}{minute}{second}Z`. */
  name: z
    .string()
    .regex(/\{year\}.*\{month\}.*\{day\}/u, 'expected {year}, {month} and {day} in this order')
    .regex(/^[^/]+$/u, 'expected a name in the store, without a slash'),
  /** The newest backup may be so old, at most. */
  newestWithinMs: z.strictObject({ value: z.number().positive(), source: z.string() }),
  /** Backups up to this age are kept; those of a day more are removed. */
  keepDays: z.strictObject({ value: z.number().int().min(1), source: z.string() }),
});
/** What a backup's name may say of its time, each in two digits but for the year. */
export const stampParts = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
export type Rotation = z.infer<typeof rotationSchema>;

/** The team's own backup and restore. */
export const operationsSchema = z.strictObject({
  /** `{snapshot}`, where it takes one for pg_dump --snapshot: what comes back is then compared to the last row. */
  backup: command,
  restore: command,
  /** Is the artifact one file or a folder? It decides how damage is planted. */
  artifact: z.enum(['file', 'folder']),
  encryption: capability(encryptionSchema),
  rotation: capability(rotationSchema),
  /**
   * A write that is made all through the backup, and the query that finds its marker again: `$1`, column `n`.
   * The marker differs each time; in the request it is `{unique}`, or `{marker}`.
   */
  marker: z.strictObject({ write: givenSchema, query: z.string() }),
  /**
   * Compose files that its servers run by, as paths in the source, where that holds others too: `value`, and where
   * it is said. Left out, they are told by their names.
   */
  composedBy: z
    .strictObject({ value: z.array(z.string().min(1)).min(1).readonly(), source: z.string() })
    .optional(),
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
  /** What it speaks for beside the database; each is taken away in turn. */
  parts: capability(
    z
      .array(z.enum(['objects', 'cache']))
      .min(1)
      .readonly(),
  ).default(notApplicable('the target states no part but the database that its readiness page speaks for')),
});

export const stackSchema = z.strictObject({
  database: z.enum(['postgres', 'sqlite']),
  health: z.strictObject({ path, expect: z.record(pointer, z.string()) }),
  readiness: capability(readinessSchema),
  /** Bucket that the application stores files in; its ledger query gives object_key and sha256. */
  objects: capability(
    z.strictObject({
      bucket: z.string(),
      ledgerQuery: z.string(),
      /** What the app's own pages ask of the bucket by themselves, past the application: its CORS rules must let them. */
      askedByPages: z
        .array(z.enum(['GET', 'HEAD', 'PUT', 'POST', 'DELETE']))
        .readonly()
        .default([]),
      /** Why nothing of the release sets those rules, where people do by hand: a bucket of a run’s own has none. */
      corsByHand: z.string().min(10, 'expected the reason, in words').optional(),
    }),
  ),
});
