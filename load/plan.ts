import { z } from 'zod';

/** A JSON scalar that a pointer is compared with. */
const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One place in the answer's JSON body: it must be there, be of a type, or equal a value. */
const pointerCheckSchema = z.strictObject({
  pointer: z.string().regex(/^(\/.*)?$/, 'expected a JSON pointer such as /items/0/id'),
  equals: scalarSchema.optional(),
  type: z.enum(['string', 'number', 'boolean', 'array', 'object', 'null']).optional(),
});

/**
 * What a right answer looks like. A status alone is never enough (a 200 may be the login page), so unless
 * the answer has no body, at least one pointer or the content type is asked for.
 */
export const expectationSchema = z
  .strictObject({
    status: z.array(z.int().min(100).max(599)).min(1),
    pointers: z.array(pointerCheckSchema).default([]),
    contentType: z.string().min(3).optional(),
  })
  .refine((e) => e.pointers.length > 0 || e.contentType !== undefined || e.status.every((s) => s === 204), {
    message:
      'expected at least one pointer or a contentType, so that a login page with status 200 is an error',
  });

export const methodSchema = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** A photo (or other file) sent as multipart/form-data; `suffix` makes each upload's bytes its own. */
const fileBodySchema = z.strictObject({
  file: z.string().min(1),
  contentType: z.string().min(3),
  field: z.string().min(1),
  fileName: z.string().min(1),
  fields: z.record(z.string(), z.string()).default({}),
  suffix: z.string().default(''),
});

/**
 * A stretch of the run. The rate moves linearly from one figure to the other (requests per second). In the open
 * model requests arrive at that rate whatever becomes of them; in the closed one it is what the users come to
 * if answers take no time: each plays its own lines in turn, waits for the answer and thinks.
 */
const stageSchema = z.strictObject({
  part: z.int().min(1),
  model: z.enum(['open', 'closed']).default('open'),
  phase: z.enum(['warm-up', 'measured']),
  durationS: z.number().positive().max(7200),
  fromPerSecond: z.number().positive().max(5000),
  toPerSecond: z.number().positive().max(5000),
});

const headersSchema = z.record(z.string(), z.string());

/** One kind of request in the plan: what the tables and plots are keyed by. */
const plannedRequestSchema = z.strictObject({
  name: z.string().min(1),
  method: methodSchema,
  path: z.string().startsWith('/'),
  weight: z.number().positive(),
  expect: expectationSchema,
  write: z.boolean(),
  upload: z.boolean(),
  /** What its lines in feed.jsonl have in common: a line that leaves it out says this. */
  common: z.strictObject({ headers: headersSchema, expected: expectationSchema }).partial().optional(),
});

/**
 * plan.json: all that an engine must know beside the feed. Engines only play it: the rate by stage, the
 * users, the think time (closed model), the time-outs, and what each named request's answer must be.
 */
export const planSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  seed: z.string().min(1),
  marker: z.string().min(1),
  origin: z.url({ protocol: /^https?$/ }),
  users: z.int().min(1).max(10_000),
  thinkTimeS: z.number().min(0),
  requestTimeoutMs: z.int().min(100).max(120_000),
  maxInFlight: z.int().min(1).max(8000),
  /** Files that bodies of the feed name, so that an engine can read them before the clock starts. */
  files: z.array(z.string().min(1)).default([]),
  stages: z.array(stageSchema).min(1),
  requests: z.array(plannedRequestSchema).min(1),
});

/** One line of feed.jsonl: a request with every value rendered; `{token}` in a header is all that is left. */
export const feedLineSchema = z.strictObject({
  sequence: z.int().min(0),
  part: z.int().min(1),
  phase: z.enum(['warm-up', 'measured']),
  name: z.string().min(1),
  method: methodSchema,
  path: z.string().startsWith('/'),
  headers: headersSchema,
  body: z.union([z.string(), fileBodySchema]).optional(),
  user: z.int().min(0),
  /** Closed model: how long the user thinks before this request. */
  thinkMs: z.number().min(0).optional(),
  expected: expectationSchema,
});

/** The same as it is written: what all lines of its name say stands in the plan. */
export const writtenLineSchema = feedLineSchema.partial({ headers: true, expected: true });

export type WrittenLine = z.infer<typeof writtenLineSchema>;
export type Expectation = z.infer<typeof expectationSchema>;
export type PointerCheck = z.infer<typeof pointerCheckSchema>;
export type FileBody = z.infer<typeof fileBodySchema>;
export type Stage = z.infer<typeof stageSchema>;
export type LoadPlan = z.infer<typeof planSchema>;
export type FeedLine = z.infer<typeof feedLineSchema>;
export type Phase = Stage['phase'];
