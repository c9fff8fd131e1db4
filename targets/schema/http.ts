import { z } from 'zod';
import { json, method, path, pointer, texts } from './common.ts';

/** A request as data. `{name}` is substituted in path, headers and body strings. */
export const requestSchema = z
  .strictObject({
    method,
    path,
    headers: z.record(z.string(), z.string()).optional(),
    /** Sent as JSON. */
    body: json.optional(),
    /** Sent as application/x-www-form-urlencoded. */
    form: texts.optional(),
  })
  .refine(({ body, form }) => body === undefined || form === undefined, 'expected body or form, got both');
export type RequestData = z.infer<typeof requestSchema>;

/** A request made before a task, as some role, whose answer names what the task needs. */
export const givenSchema = z.strictObject({
  role: z.string(),
  request: requestSchema,
  status: z.array(z.number().int()).min(1).readonly(),
  /** Values learned from the answer: name -> JSON pointer. */
  take: z.record(z.string(), pointer).default({}),
});
export type Given = z.infer<typeof givenSchema>;
