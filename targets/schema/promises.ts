import { z } from 'zod';
import { capability, id, linePattern, notApplicable } from './common.ts';

/** Where a document of the release says something: the first group of what is found there is what it says. */
const placeSchema = z.strictObject({
  /** From the folder of the source. */
  file: z.string(),
  /** Words at which to begin, a heading for instance; left out: at the file's beginning. */
  after: z.string().optional(),
  /** `^` and `$` are the ends of a line. */
  find: linePattern,
});
export type DocumentPlace = z.infer<typeof placeSchema>;

const runtimeSchema = z.strictObject({
  /** As its program is called: `node`, `python`. */
  name: z.string(),
  /** The part whose process runs on it; left out: a tool that is called where the system lives. */
  part: z.string().optional(),
  /** Prints its version where the system runs. */
  command: z.string(),
  required: z
    .array(
      z.strictObject({
        ...placeSchema.shape,
        /** "18.20.8 or later"; left out, as far as it is stated: "24" is any 24. */
        orLater: z.boolean().default(false),
        /** What a documented image holds: no demand on what runs elsewhere. */
        ofImage: z.boolean().default(false),
      }),
    )
    .min(1)
    .readonly(),
  /** Files of npm that say what the release needs, and what the packages that it pins do. */
  manifests: z.array(z.string()).default([]),
  locks: z.array(z.string()).default([]),
});
export type StatedRuntime = z.infer<typeof runtimeSchema>;

const migrationSchema = z.strictObject({
  /** Run by `sh -c` as the team's backup is. */
  command: z.string(),
  timeoutMs: z.number().int().positive(),
  source: z.string(),
});

const coverageSchema = z.strictObject({
  leastPercent: z.number().min(0).max(100),
  source: z.string(),
  /** Measures it, where the tests themselves do not. */
  command: z.string().optional(),
  /** In what is printed: the first group is the share in percent, the last that is found. */
  says: linePattern,
});

const ownTestSchema = z.strictObject({
  id,
  /** Run by `sh -c`, word for word as documented. */
  command: z.string(),
  timeoutMs: z.number().int().positive(),
  source: z.string(),
  /**
   * `copy`: in a throw-away copy of the release, on this machine. `system`: where the team's own commands are run, with
   * the system's environment.
   */
  in: z.enum(['copy', 'system']).default('copy'),
  /** In what it prints: each thing found right, and each found wrong; with groups, numbers of them, added up. */
  passed: linePattern,
  failed: linePattern,
  /** Where a document says how many pass. */
  claimed: placeSchema.optional(),
  /**
   * It asks a running system: at these ports of loopback, which lead to parts of it. It is run again where nothing
   * answers.
   */
  asks: z
    .array(z.strictObject({ port: z.number().int().min(1).max(65_535), part: z.string() }))
    .readonly()
    .default([]),
  /**
   * The least change with which it can be run at all, where the documented command fails: what was seen so is told
   * beside the failure. `{email}` and `{password}` are those of the role.
   */
  repair: z.strictObject({ says: z.string(), command: z.string(), role: z.string().optional() }).optional(),
  coverage: capability(coverageSchema).default(
    notApplicable('the target states no share of the system that its tests cover'),
  ),
});
export type OwnTest = z.infer<typeof ownTestSchema>;

const procedureSchema = z.strictObject({
  id,
  source: z.string(),
  /** The first fenced block below these words is the procedure, and is run as it stands. */
  file: z.string(),
  after: z.string(),
  /** Where people may stand when they begin, below the checkout: it has to work from one of them. */
  folders: z.array(z.string()).min(1).readonly().default(['.']),
  /** Where it leads: the newest that can be pulled, or what was there before; `there` starts what was fetched already. */
  leadsTo: z.enum(['newest', 'before', 'there']),
  /** Below the checkout: where it brings a checkout of its own. */
  into: z.string().default('.'),
  timeoutMs: z.number().int().positive(),
  /** Programs of the server that stand for others here: each notes that it was called, and does nothing. */
  standIns: z.array(z.string().regex(/^[a-z0-9-]+$/u)).default([]),
  /** What one of them must have been asked for: without it the release before runs on. */
  restarts: linePattern,
  /** Whether people are to be served all the while. */
  serves: z.boolean().default(false),
  /** Below the checkout: where the documents have the environment written before, which Golive then does. */
  environmentFile: z.string().optional(),
  /** What the documents have people add to it. */
  environment: z.record(z.string(), z.string()).default({}),
  /**
   * Words of the document that its reader replaces: `{before}` is the commit before, `{checkout}` where
   * it lies, `{origin}` what it is pulled from, `{environment}` a file of what the release is started with.
   */
  fills: z.record(z.string(), z.string()).default({}),
});
export type StatedProcedure = z.infer<typeof procedureSchema>;

/** What the release's own documents promise about building, testing and operating it. */
export const promisesSchema = z.strictObject({
  runtimes: capability(z.array(runtimeSchema).min(1).readonly()).default(
    notApplicable('the target names no document that says on which versions the release runs'),
  ),
  build: capability(z.strictObject({ source: z.string() })).default(
    notApplicable('the target names no document that says how the release is built'),
  ),
  migration: capability(migrationSchema).default(
    notApplicable('the target names no documented command that makes or changes the database'),
  ),
  tests: capability(z.array(ownTestSchema).min(1).readonly()).default(
    notApplicable('the target names no test command of the system’s own'),
  ),
  procedures: capability(z.array(procedureSchema).min(1).readonly()).default(
    notApplicable('the target names no documented procedure of updating or going back'),
  ),
});
