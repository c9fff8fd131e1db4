import { z } from 'zod';
import { capability, id, linePattern, notApplicable } from './common.ts';
import { givenSchema } from './http.ts';

/** Where the release holds its migrations, and where its database notes those that it has had. */
const appliedSchema = z.strictObject({
  /** Their names, as column `name`. */
  query: z.string(),
  /** Matches their files’ paths, from the folder of the source; its groups, joined by points, are the name. */
  files: linePattern,
  source: z.string(),
});

/** Rows that cannot be migrated as they are, and the list that is made of them first. */
const incompleteSchema = z.strictObject({
  /** What they are, for a person: `customers`. */
  id,
  table: z.string(),
  key: z.string(),
  /** Columns of which none may be empty. */
  required: z.array(z.string()).min(1).readonly(),
  /** Either a query that gives the keys as column `key`, or a command of the team’s that prints them. */
  list: z.union([
    z.strictObject({ query: z.string() }),
    z.strictObject({
      command: z.string(),
      timeoutMs: z.number().int().positive(),
      /** The first group of everything that is found in what it prints is a key. */
      finds: linePattern,
    }),
  ]),
  source: z.string(),
  /** Makes rows that miss something, where the system takes such. */
  made: z.array(givenSchema).readonly().default([]),
});
export type Incomplete = z.infer<typeof incompleteSchema>;

const photoMoveSchema = z.strictObject({
  /** The team’s own: `{folder}` is where the old files lie. */
  command: z.string().includes('{folder}'),
  timeoutMs: z.number().int().positive(),
  source: z.string(),
  /** What a row’s old place is, and where its file lies below the folder; `{id}` is the row’s. */
  place: z.string().includes('{id}'),
  /** Points a row to a place: `$1` is its id, `$2` the place. */
  pointBack: z.string(),
});
export type PhotoMove = z.infer<typeof photoMoveSchema>;

/** Photos that lay elsewhere before. */
const movedPhotosSchema = z.strictObject({
  /** Matches the place of a row that was not moved. */
  oldPlace: linePattern,
  /** Every photo: columns `id`, `place` and `sha256`, the last null where the system knows none. */
  rows: z.string(),
  /** The first group is the key in the bucket; left out: the place itself is. */
  key: linePattern.optional(),
  source: z.string(),
  move: capability(photoMoveSchema),
});
export type MovedPhotos = z.infer<typeof movedPhotosSchema>;

/** Data that come from an older system, or an older release of this one. */
export const dataSchema = z.strictObject({
  applied: capability(appliedSchema).default(
    notApplicable('the target does not say where its database notes the migrations that it has had'),
  ),
  incomplete: capability(z.array(incompleteSchema).min(1).readonly()).default(
    notApplicable('the target names no rows that must be complete before they are migrated'),
  ),
  photos: capability(movedPhotosSchema).default(
    notApplicable('the target names no photos that lay elsewhere before'),
  ),
});
