import { z } from 'zod';
import { id, json, method, path, texts } from './common.ts';
import { givenSchema } from './http.ts';

const common = {
  id,
  role: z.string(),
  limitBytes: z.number().int().positive(),
  /** Where the figure is from. */
  source: z.string(),
  /** One row that it starts from; its columns become names. */
  givenRow: z.string().optional(),
  given: z.array(givenSchema).readonly().default([]),
  method: method.default('POST'),
  path,
  /** Statuses of what is within the limit. */
  status: z.array(z.number().int()).min(1).readonly(),
  /** Statuses that say that it is too large. */
  refused: z.array(z.number().int()).min(1).readonly().default([413]),
  /** A query that gives one row for what arrived, and none for what was refused; `{unique}` marks it. */
  stored: z
    .strictObject({ query: z.string(), values: z.array(z.string()).readonly().default([]) })
    .optional(),
};

/** A picture in a form: the limit is that of the file, or of the whole body that it travels in. */
const fileLimitSchema = z.strictObject({
  of: z.enum(['file', 'form']),
  ...common,
  field: z.string(),
  /** `{unique}` tells it again. */
  fileName: z.string().default('limit-{unique}.png'),
  fields: texts.default({}),
});

/** A body of JSON, filled up with blanks, which mean nothing in it. */
const bodyLimitSchema = z.strictObject({ of: z.literal('body'), ...common, body: json });

/** How much the system takes in one request, where that is stated. */
export const uploadLimitSchema = z.discriminatedUnion('of', [fileLimitSchema, bodyLimitSchema]);
export type UploadLimit = z.infer<typeof uploadLimitSchema>;
export type UploadLimitInput = z.input<typeof uploadLimitSchema>;
