import { z } from 'zod';
import { id, path, pointer } from './common.ts';

const limitMs = z.strictObject({ value: z.number().positive(), source: z.string() });

/** A variable that must say a certain thing: that somebody else's service is used in earnest, for one. */
const statedValueSchema = z.strictObject({
  variable: z.string(),
  /** A regular expression that the whole value matches. */
  matches: z.string(),
  /** What it says then, for the person who reads it. */
  says: z.string(),
  source: z.string(),
});
export type StatedValue = z.infer<typeof statedValueSchema>;

/** Backups that are kept where the system is deployed, by whoever takes them. */
const keptBackupsSchema = z.strictObject({
  newestWithinMs: limitMs,
  keepDays: z.strictObject({ value: z.number().int().min(1), source: z.string() }),
});
export type KeptBackups = z.infer<typeof keptBackupsSchema>;

/** What must lie where nobody reads it without a key. */
const storedPlaceSchema = z.strictObject({ id, what: z.string(), source: z.string() });
export type StoredPlace = z.infer<typeof storedPlaceSchema>;

/** Somebody or something that looks at what is deployed, and tells people. */
const watcherSchema = z.strictObject({
  id,
  /** What it looks at. */
  what: z.string(),
  /** Its last look may be so old, at most. */
  withinMs: limitMs,
});
export type Watcher = z.infer<typeof watcherSchema>;

/** What the target's plan says of its deployment; asked only of a system that was attached to. */
export const deployedSchema = z.strictObject({
  dns: z
    .strictObject({
      /** Whether the name has IPv6 addresses as well. */
      aaaa: z.enum(['none', 'some', 'either']).default('either'),
      /** Authorities that the CAA records name (`letsencrypt.org`), all of them; left out: not judged. */
      caa: z.array(z.string()).readonly().optional(),
    })
    .prefault({}),
  certificate: z
    .strictObject({
      /** A certificate that ends sooner than this many days from now is too near its end. */
      leastDaysLeft: z.number().positive().default(14),
      /** Below this share of its whole life left, its renewal is overdue. */
      leastShareLeft: z.number().min(0).max(1).default(0.2),
    })
    .prefault({}),
  /** The least grade by SSL Labs' Server Rating Guide. */
  tlsGrade: z.enum(['A+', 'A', 'A-', 'B', 'C']).default('A'),
  /** Names of variables without which the release is not to run. */
  variables: z.array(z.string()).readonly().default([]),
  values: z.array(statedValueSchema).readonly().default([]),
  /** Left out: those of `operations.rotation`. */
  backups: keptBackupsSchema.optional(),
  /** Left out where the plan asks for no encryption of what is stored. */
  atRest: z.array(storedPlaceSchema).min(1).readonly().optional(),
  /** Who watches it; left out where the plan asks for nobody. */
  watched: z.array(watcherSchema).min(1).readonly().optional(),
  /** TCP ports that may answer at the public address. */
  ports: z.array(z.number().int().min(1).max(65_535)).readonly().default([80, 443]),
  /** Where the running system says its version. */
  version: z.strictObject({ path, pointer }).optional(),
});
export type Deployed = z.infer<typeof deployedSchema>;
