import { z } from 'zod';

/** `/data/token`: RFC 6901. */
export const pointer = z.string().regex(/^(\/[^/]*)*$/u, 'expected a JSON pointer such as /data/token');

/** A path on the system, with `{name}` substitution. */
export const path = z.string().startsWith('/', 'expected a path that begins with /');

export const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

export const id = z.string().regex(/^[a-z][a-z0-9.-]*$/u, 'expected a kebab-case id');

/** Text values by name; `{unique}` and `{name}` are substituted when used. */
export const texts = z.record(z.string(), z.string());

export const json: z.ZodType<unknown> = z.unknown();

/** A capability that the system lacks is said, never left out. */
export const notApplicableSchema = z.strictObject({
  notApplicable: z.string().min(10, 'expected the reason, in words'),
});
export type NotApplicable = z.infer<typeof notApplicableSchema>;

export function notApplicable(why: string): NotApplicable {
  return { notApplicable: why };
}

/** A capability: either its data, or the reason why the system has none. */
export function capability<T extends z.ZodType>(schema: T) {
  return z.union([schema, notApplicableSchema]);
}

export function isNotApplicable(value: unknown): value is NotApplicable {
  return typeof value === 'object' && value !== null && 'notApplicable' in value;
}

/** A regular expression in which `^` and `$` are the ends of a line. */
export const linePattern = z.string().refine((text) => {
  try {
    return new RegExp(text, 'mu') !== undefined;
  } catch {
    return false;
  }
}, 'expected a regular expression');
