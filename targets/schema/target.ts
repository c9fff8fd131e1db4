import { z } from 'zod';
import { atOnceSchema } from './at-once.ts';
import { backgroundJobSchema } from './background.ts';
import { checklistLineSchema } from './checklist.ts';
import { capability, id, notApplicable } from './common.ts';
import { dataSchema } from './data.ts';
import { deployedSchema } from './deployed.ts';
import { endpointSchema, recordsSchema } from './endpoints.ts';
import { exportSchema } from './exports.ts';
import { contentKindSchema, figureSchema, pageSchema, pagerSchema } from './interface.ts';
import { limitsSchema, loadSchema, resilienceSchema, updatesSchema } from './limits.ts';
import { operationsSchema, stackSchema } from './operations.ts';
import { installSchema, offlineSchema, photosSchema, scanSchema } from './phone.ts';
import { personalSchema } from './personal.ts';
import { promisesSchema } from './promises.ts';
import { routesSchema } from './routes.ts';
import { runningSchema } from './running.ts';
import { separationSchema } from './separation.ts';
import { smokeSchema } from './smoke.ts';
import { signOffSchema } from './sign-off.ts';
import {
  accountProtection,
  passwordHashesSchema,
  roleSchema,
  signInSchema,
  tenantsSchema,
} from './sign-in.ts';
import { taskSchema } from './tasks.ts';
import { uploadLimitSchema } from './uploads.ts';
import { writeSchema } from './writes.ts';

/** A line that works only after a repair has failed: its checks are asked of the release as documented as well. */
const documentedSchema = z.strictObject({
  /** The documents whose steps are done, and nothing else. */
  source: z.string(),
  /** Who logs in first; where nobody can, nothing of the rest can be done. */
  role: z.string(),
  /** `check` or `check/subject`. */
  checks: z.array(z.string()).min(1).readonly(),
});

/** A system to verify: data only. One file a capability beside this one; this file composes them. */
export const targetSchema = z.strictObject({
  name: id,
  title: z.string(),
  /** Which pages (fixtures/pages) and recipe (stack/recipes) drive it. */
  application: id,
  /** The production host name; on a test stack it is mapped to loopback. */
  hostName: z.string(),
  /** Size of the seed a profile runs on; `trial`: a small one, for runs with a planted fault, which never end in GO. */
  seed: z.strictObject({ gate: z.string(), acceptance: z.string(), trial: z.string().optional() }),
  stack: stackSchema,
  signIn: signInSchema,
  roles: z.array(roleSchema).min(1).readonly(),
  ...accountProtection,
  passwordHashes: passwordHashesSchema,
  tenants: capability(tenantsSchema),
  /** Whose records are out of whose reach, by whatever route. */
  separation: capability(separationSchema).default(
    notApplicable('the target states no records that belong to one person or tenant alone'),
  ),
  /** `roles` of endpoints are judged role by role; without it every role may call everything. */
  roleMatrix: capability(z.strictObject({ source: z.string() })),
  cors: capability(
    z.strictObject({
      path: z.string(),
      alsoPaths: z.array(z.string()).default([]),
      foreignOrigin: z.string(),
    }),
  ),
  tasks: z.array(taskSchema).min(1).readonly(),
  /** Writes that several people send at the same moment. */
  atOnce: capability(z.array(atOnceSchema).min(1).readonly()).default(
    notApplicable('the target states no write that several people make at once'),
  ),
  /** Writes whose answers are read, and what they may not refer to. */
  writes: capability(z.array(writeSchema).min(1).readonly()).default(
    notApplicable('the target states no write whose answer is read'),
  ),
  /** How much the system takes in one request, where its plan or its documents state it. */
  uploadLimits: capability(z.array(uploadLimitSchema).min(1).readonly()).default(
    notApplicable('neither plan nor documents state how much a request may hold'),
  ),
  /** Files that people take their figures home in. */
  exports: capability(z.array(exportSchema).min(1).readonly()).default(
    notApplicable('the target states no export of its figures'),
  ),
  /** What runs by itself, and where the system notes that it did. */
  backgroundWork: capability(z.array(backgroundJobSchema).min(1).readonly()).default(
    notApplicable('the target states nothing that runs by itself'),
  ),
  endpoints: z.array(endpointSchema).min(1).readonly(),
  records: recordsSchema,
  /** Every route, beyond those that the target lists as endpoints. */
  routes: routesSchema.prefault({}),
  pages: z.array(pageSchema).min(1).readonly(),
  /** Lists of which a page shows a part. */
  pagers: capability(z.array(pagerSchema).min(1).readonly()).default(
    notApplicable('the target states no list of which a page shows a part'),
  ),
  figures: capability(z.array(figureSchema).min(1).readonly()),
  contentKinds: z.array(contentKindSchema).min(1).readonly(),
  lists: capability(z.strictObject({ source: z.string() })),
  fieldFiltering: capability(z.strictObject({ source: z.string() })),
  scan: capability(scanSchema),
  photos: capability(photosSchema),
  install: capability(installSchema),
  offline: capability(offlineSchema),
  limits: limitsSchema,
  load: capability(loadSchema),
  resilience: capability(resilienceSchema),
  /** Left out: as `resilience.releases` says. */
  updates: updatesSchema.optional(),
  operations: operationsSchema,
  /** What those ask who run it. */
  running: runningSchema.prefault({}),
  /** Checks for which the target names nothing that they could be asked of, each with the reason. */
  without: z.record(z.string(), z.string().min(10, 'expected the reason, in words')).default({}),
  /** What is asked of the release as its documents start it, too, where the recipe had to repair that. */
  documented: documentedSchema.optional(),
  /** What its documents promise about building, testing and operating it. */
  promises: promisesSchema.prefault({}),
  deployed: deployedSchema.prefault({}),
  /** What is masked in pictures and rows of a system that is attached to. */
  personal: personalSchema.optional(),
  /** Data that come from an older system or release. */
  data: dataSchema.prefault({}),
  /** What may be looked at in production: `golive smoke`. */
  smoke: capability(smokeSchema).default(
    notApplicable('the target does not say who may look at it in production, and at which pages'),
  ),
  /** Who authorises a launch. */
  signOff: signOffSchema.prefault({}),
  checklist: z.array(checklistLineSchema).readonly(),
});
export type Target = z.infer<typeof targetSchema>;
export type TargetInput = z.input<typeof targetSchema>;
