import { z } from 'zod';
import { capability, json, notApplicable } from './common.ts';

const sourced = <T extends z.ZodType>(value: T) => z.strictObject({ value, source: z.string() });

/** What ZAP's baseline may say of the system, where it can be run. */
const automatedScanSchema = z.strictObject({
  /** Alerts of this risk and graver ones are red. */
  fromRisk: z.enum(['low', 'medium', 'high']),
  source: z.string(),
  /** Rules of ZAP's, by number, whose alerts are right for this system. */
  except: z
    .array(
      z.strictObject({
        rule: z.string().regex(/^\d+$/u),
        why: z.string().min(10, 'expected the reason, in words'),
      }),
    )
    .readonly()
    .default([]),
});
export type AutomatedScan = z.infer<typeof automatedScanSchema>;

/** That each main page brings its own part of the scripts, as its plan or its documents state. */
const splitPagesSchema = z.strictObject({
  source: z.string(),
  /** How much less the first page loads than before, as a share of that. */
  reduced: z
    .strictObject({
      share: z.number().positive().lt(1),
      /** What it loaded before, as it was sent; left out: one bundle of all that its main pages load. */
      fromKiB: z.number().positive().optional(),
    })
    .optional(),
});

/** Figures that the verdict is judged by; each says where it is from. */
export const limitsSchema = z.strictObject({
  pageLoadMs: sourced(z.number().positive()),
  /** An id of devices/network-shapes.ts. */
  networkShape: z.string(),
  restoreTimeMs: sourced(z.number().positive()),
  /** JavaScript that the first page loads, as it is sent (compressed). */
  initialScriptKiB: sourced(z.number().positive()).optional(),
  splitPages: capability(splitPagesSchema).default(
    notApplicable('neither plan nor documents ask that scripts be split by page'),
  ),
  /** What a statement of the database may take under load, on average and at worst. */
  statements: sourced(
    z.strictObject({ meanMs: z.number().positive(), maxMs: z.number().positive() }),
  ).default({
    value: { meanMs: 100, maxMs: 500 },
    source: 'the usual: the target states no other',
  }),
  automatedScan: automatedScanSchema.default({
    fromRisk: 'medium',
    source: 'the usual: the target states no other',
    except: [],
  }),
});
export type Limits = z.infer<typeof limitsSchema>;

/** How another release is put in place while people write, and taken back. */
const releasesSchema = z.strictObject({
  /** The longest time without a confirmed write, all through it. */
  outageMs: sourced(z.number().positive()),
  /** Writes that were not confirmed all through it, at most. */
  refusedWrites: sourced(z.number().int().min(0)),
  /** What migrations change of what is there, by `table` or `table.column`, and why. */
  mayChange: z.record(z.string(), z.string().min(10, 'expected the reason, in words')).default({}),
  /** Words by which an open page tells of a new version. */
  notice: sourced(z.string().min(1)).optional(),
});

/** That a new release comes to the phones, where a plan asks for this and not for releases put in place under load. */
export const updatesSchema = z.strictObject({
  source: z.string(),
  /** Words by which an open page tells of a new version. */
  notice: sourced(z.string().min(1)).optional(),
});

/** What a system has to stand while people write: parts that die, are unreachable, and come back. */
export const resilienceSchema = z.strictObject({
  /** From the return of the last part to the first of several confirmed writes. */
  outageMs: sourced(z.number().positive()),
  releases: capability(releasesSchema),
});

/** Accounts that play the users `from` to `to`; `{index}` in the e-mail is the number in three digits. */
const crowdSchema = z.strictObject({
  role: z.string(),
  email: z.string().includes('{index}'),
  /** Whose password they share, by account name in the stack's access. */
  passwordOf: z.string(),
  from: z.number().int().min(1),
  to: z.number().int().min(1),
});

/** How many users there may be before a limit is passed: those of the load, and some to spare. */
const capacitySchema = z.strictObject({
  users: z.number().int().min(1),
  /** The planned server, a shape of stack/shapes.ts; any will do where it is left out. */
  shape: z.string().optional(),
  source: z.string(),
});

/** A stretch of load: how many users there are when it begins and when it ends. */
const loadStageSchema = z.strictObject({
  durationS: z.number().positive().max(7200),
  fromUsers: z.number().int().min(0),
  toUsers: z.number().int().min(0),
});

const loadFields = z.strictObject({
  users: z.number().int().min(1),
  /** At least 1. */
  ratePerUserPerS: z.number().positive(),
  warmUpS: z.number().positive(),
  /** After the warm-up; at least 60 s of them. */
  plannedRequests: z.number().int().positive(),
  /** Why fewer requests a user, or a shorter time, will do for this system: printed beside the verdict. */
  lenient: z.string().min(10, 'expected the reason, in words').optional(),
  /** Once, where the bound does not decide. */
  extendedRequests: z.number().int().positive(),
  p95Ms: sourced(z.number().positive()),
  errorShare: sourced(z.number().positive()),
  people: z.array(crowdSchema).min(1).readonly(),
  /** The mix as load/mix.ts takes it: kinds of requests with weights; checked there, the error names the field. */
  mix: json,
  /** Records that the mix's `{record.column}` are dealt from: name -> query. */
  records: z.record(z.string(), z.string()),
  /** Counts the acknowledged writes by their marker: `$1` is a LIKE pattern, column `n`. */
  writesQuery: z.string(),
  capacity: capability(capacitySchema).default(
    notApplicable('the target states no number of users that must be held to spare'),
  ),
  /** The stages of load that its plan states, one after the other: what `--load-profile ramp` plays. */
  stages: capability(sourced(z.array(loadStageSchema).min(1).readonly())).default(
    notApplicable('the target states no stages of load'),
  ),
});

export const loadSchema = loadFields.refine(
  ({ stages, users }) =>
    'notApplicable' in stages ||
    stages.value.every(({ fromUsers, toUsers }) => Math.max(fromUsers, toUsers) <= users),
  { path: ['stages'], message: 'expected no more users in a stage than load.users' },
);
export type Load = z.infer<typeof loadSchema>;
