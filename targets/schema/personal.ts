import { z } from 'zod';

/** What on the screens and in the answers of a system is about a person, and so stays in it. */
export const personalSchema = z.strictObject({
  /** Where that is stated. */
  source: z.string(),
  /** CSS selectors of what shows it on a page; covered on every picture. */
  selectors: z.array(z.string().min(1)).default([]).readonly(),
  /** Names of fields in forms and JSON bodies; their values are taken out of rows and lists. */
  fields: z
    .array(z.string().regex(/^[\w.-]+$/u, 'expected the name of a field'))
    .default([])
    .readonly(),
});
export type Personal = z.infer<typeof personalSchema>;
