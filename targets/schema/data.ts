import { z } from 'zod';
import { capability, id, notApplicable } from './common.ts';
import { givenSchema } from './http.ts';

const pattern = z.string().refine((text) => {
  try {
    return new RegExp(text, 'mu') !== undefined;
  } catch {
    return false;
  }
}, 'expected a regular expression');

/** Where the release holds its migrations, and where its database notes those that it has had. */
const appliedSchema = z.strictObject({
  /** Their names, as column `name`. */
  query: z.string(),
  /** Matches their files’ paths, from the folder of the source; its groups, joined by points, are the name. */
  files: pattern,
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
      finds: pattern,
    }),
  ]),
  source: z.string(),
  /** Makes rows that miss something, where the system takes such. */
  made: z.array(givenSchema).readonly().default([]),
});
export type Incomplete = z.infer<typeof incompleteSchema>;

/** Data that come from an older system, or an older release of this one. */
export const dataSchema = z.strictObject({
  applied: capability(appliedSchema).default(
    notApplicable('the target does not say where its database notes the migrations that it has had'),
  ),
  incomplete: capability(z.array(incompleteSchema).min(1).readonly()).default(
    notApplicable('the target names no rows that must be complete before they are migrated'),
  ),
});
