import { z } from 'zod';
import { capability, id, notApplicable, texts } from './common.ts';
import { givenSchema } from './http.ts';

const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/u, 'expected the name of an environment variable');
const limitMs = z.strictObject({ value: z.number().positive(), source: z.string() });
const limitBytes = z.strictObject({ value: z.number().int().positive(), source: z.string() });

/** What somebody has cron run, or runs by hand; as `operations.backup` is run. */
const commandSchema = z.strictObject({
  command: z.string(),
  timeoutMs: z.number().int().positive(),
  source: z.string(),
});

/** A key that is replaced while people use the system. */
const keySchema = z.strictObject({
  id,
  variable,
  /** How a new one of 32 random bytes is written. */
  form: z.enum(['base64url', 'base64', 'fernet', 'hex']).default('base64url'),
  /** Other variables that the documents have set then: `{old}` and `{new}` are the keys. */
  alsoSet: texts.default({}),
  /** What the documents have run before the new one is used, with `OLD_KEY` and `NEW_KEY` in its environment. */
  command: commandSchema.optional(),
  /** What becomes of tokens that were given out under the old key; left out: they are not signed with it. */
  tokens: z.enum(['end', 'go-on']).optional(),
  /** One row that the following starts from; its columns become names. */
  givenRow: z.string().optional(),
  /** What was stored under the old key, and must open after it as before. */
  opens: z.array(givenSchema).readonly().default([]),
  source: z.string(),
});
export type Key = z.infer<typeof keySchema>;

/** Somebody else's service that the system asks. */
const outsideServiceSchema = z.strictObject({
  id,
  /** By which the system is told where it is: `{url}`. */
  environment: texts,
  /** How long anything may take while it is silent. */
  withinMs: limitMs,
  givenRow: z.string().optional(),
  /** What cannot be done without it: `status` while it answers, `said` while it does not. */
  needs: z
    .array(z.strictObject({ ...givenSchema.shape, said: z.array(z.number().int()).min(1).readonly() }))
    .min(1)
    .readonly(),
  source: z.string(),
});
export type OutsideService = z.infer<typeof outsideServiceSchema>;

const logRotationSchema = z.strictObject({
  /**
   * Variables that the system is started with: `{folder}` is an empty folder for its logs. Left out: somebody else
   * writes and turns them, and they are looked at where the system is deployed.
   */
  environment: texts.optional(),
  /** What a scheduler runs; left out: the system does it by itself. */
  run: commandSchema.optional(),
  /** How the names of log files begin, of old ones too. */
  files: z.array(z.string().min(1)).min(1).readonly(),
  /** All files together stay below it, however much is written. */
  mostBytes: limitBytes,
  /** As many requests write more than that. */
  requests: z.number().int().min(1).max(5_000).default(1),
  source: z.string(),
});
export type LogRotation = z.infer<typeof logRotationSchema>;

const alertSchema = z.strictObject({
  id,
  by: z.enum(['database-gone', 'disk-filling']),
  /** Variables of the command: `{disk}` is a folder on the disk that fills. */
  environment: texts.default({}),
  /** What the alert says, however else it is worded: a regular expression. */
  says: z.string(),
});
export type Alert = z.infer<typeof alertSchema>;

const alertsSchema = z.strictObject({
  /** By which it is told where alerts go: `{url}`. */
  environment: texts,
  /** What a scheduler runs to look; left out: the system looks by itself. */
  run: commandSchema.optional(),
  /** From the trouble to the alert. */
  withinMs: limitMs,
  raised: z.array(alertSchema).min(1).readonly(),
  source: z.string(),
});
export type Alerts = z.infer<typeof alertsSchema>;

const none = (what: string) => notApplicable(`neither plan nor documents state ${what}`);

/** What is asked of a system that runs, by those who run it. */
export const runningSchema = z.strictObject({
  /** The application's connections to its database use TLS. */
  databaseTls: capability(z.strictObject({ source: z.string() })).default(
    none('that the database is spoken to over TLS'),
  ),
  keys: capability(z.array(keySchema).min(1).readonly()).default(none('how a key is replaced')),
  outside: capability(z.array(outsideServiceSchema).min(1).readonly()).default(
    none('a service of somebody else’s that it asks'),
  ),
  logRotation: capability(logRotationSchema).default(none('how its logs are rotated')),
  alerts: capability(alertsSchema).default(none('what tells people of trouble')),
});
export type Running = z.infer<typeof runningSchema>;
