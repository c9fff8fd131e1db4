import { z } from 'zod';
import { LoadError } from './load-error.ts';
import { expectationSchema, methodSchema } from './plan.ts';

const json: z.ZodType<JsonTemplate> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);

/** JSON whose strings may hold {placeholders}; a string that is one placeholder keeps the value's own type. */
export type JsonTemplate =
  string | number | boolean | null | JsonTemplate[] | { [key: string]: JsonTemplate };

const bodySchema = z.union([
  z.strictObject({ json }),
  z.strictObject({ form: z.record(z.string(), z.string()) }),
  z.strictObject({
    upload: z.strictObject({
      file: z.string().min(1),
      contentType: z.string().min(3),
      field: z.string().min(1),
      fileName: z.string().min(1).default('load-{sequence}.jpg'),
      fields: z.record(z.string(), z.string()).default({}),
    }),
  }),
]);

/** One kind of request, with {placeholders} in path, headers, body and expected values. */
const mixRequestSchema = z.strictObject({
  name: z.string().min(1).max(80),
  method: methodSchema,
  path: z.string().startsWith('/'),
  weight: z.number().positive(),
  headers: z.record(z.string(), z.string()).default({}),
  body: bodySchema.optional(),
  expect: expectationSchema,
  write: z.boolean().default(false),
  upload: z.boolean().default(false),
  /** Only users of this role send it; without it every user does. */
  role: z.string().min(1).optional(),
  /** Records whose rows are used at most once in the plan (a row with a version, say). */
  distinct: z.array(z.string().min(1)).default([]),
});

/** What the target's people do under load: data, given by the target. */
export const loadMixSchema = z
  .strictObject({
    /** Sent with every request; `{token}` is replaced by the sending user's own token at run time. */
    headers: z.record(z.string(), z.string()).default({ authorization: 'Bearer {token}' }),
    requests: z.array(mixRequestSchema).min(1),
  })
  .refine((mix) => new Set(mix.requests.map((r) => r.name)).size === mix.requests.length, {
    message: 'expected every request of the mix to have a name of its own',
  });

export type LoadMix = z.infer<typeof loadMixSchema>;
/** The mix as a target writes it, defaults left out. */
export type LoadMixInput = z.input<typeof loadMixSchema>;
export type MixRequest = z.infer<typeof mixRequestSchema>;

/** What a mix must hold before figures taken with it mean anything. */
export interface MixRequirements {
  /** Least share of writes by weight, 0 to 1. */
  writeShare: number;
  /** Whether some photo uploads must be in it (a target without uploads says no). */
  uploads: boolean;
}

/** Checks a mix's form; the error names the field. */
export function parseMix(input: unknown): LoadMix {
  const parsed = loadMixSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue === undefined ? 'mix' : ['mix', ...issue.path].join('.');
  throw new LoadError('mix-invalid', `${where}: ${issue?.message ?? 'is not a load mix'}`);
}

/** Refuses a mix that would flatter the system: too few writes, no uploads, health pages or static files. */
export function assertRepresentative(mix: LoadMix, required: MixRequirements): void {
  const total = mix.requests.reduce((sum, r) => sum + r.weight, 0);
  const writes = mix.requests.filter((r) => r.write).reduce((sum, r) => sum + r.weight, 0);
  if (writes / total < required.writeShare) {
    const share = `${((writes / total) * 100).toFixed(1)} %`;
    throw new LoadError(
      'mix-invalid',
      `mix: expected at least ${required.writeShare * 100} % writes, got ${share}`,
    );
  }
  if (required.uploads && !mix.requests.some((r) => r.upload)) {
    throw new LoadError('mix-invalid', 'mix: expected some photo uploads, got none');
  }
  const idle = mix.requests.find((r) => isIdlePath(r.path));
  if (idle !== undefined) {
    throw new LoadError(
      'mix-invalid',
      `mix.${idle.name}: expected no health page and no static file, got ${idle.path}`,
    );
  }
}

function isIdlePath(path: string): boolean {
  const bare = path.split('?')[0] ?? path;
  if (/\/(health|healthz|ready|readyz|livez|ping)\/?$/.test(bare)) return true;
  return /\.(js|css|html|ico|svg|png|woff2?|webmanifest|map)$/.test(bare);
}
