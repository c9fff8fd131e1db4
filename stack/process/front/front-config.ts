import { z } from 'zod';
import { routeSchema } from '../proxy/routes.ts';
import { frontFilesSchema } from './files.ts';

/** All that the front's process is told when it starts. */
export const frontConfigSchema = z.strictObject({
  hostName: z.string(),
  httpsPort: z.number().int(),
  httpPort: z.number().int(),
  certificatePem: z.string(),
  keyPem: z.string(),
  routes: z.array(routeSchema),
  addHeaders: z.record(z.string(), z.string()),
  maxBodyBytes: z.number().int().positive(),
  compress: z.boolean(),
  /** Named where plain HTTP is led to; left out: none, as for 443. */
  redirectPort: z.number().int().optional(),
  /** Said by itself, by path. */
  answers: z
    .array(z.strictObject({ path: z.string(), status: z.number().int(), text: z.string() }))
    .optional(),
  /** What no process serves is looked for here. */
  files: frontFilesSchema.optional(),
  /** How long an upstream may take to begin its answer, and be silent in it. */
  upstreamTimeoutMs: z.number().int().positive(),
});
export type FrontConfig = z.infer<typeof frontConfigSchema>;

/** What the owner asks of the front over IPC. */
export const frontAskSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), config: frontConfigSchema }),
  z.strictObject({ type: z.literal('routes'), routes: z.array(routeSchema) }),
  z.strictObject({ type: z.literal('files'), folder: frontFilesSchema.shape.folder }),
  z.strictObject({ type: z.literal('plain-http'), answer: z.enum(['redirect', 'application']) }),
]);
export type FrontAsk = z.infer<typeof frontAskSchema>;

/** Who answers plain HTTP: the redirect on every clean stack, the application while a fault is planted. */
export type PlainAnswer = Extract<FrontAsk, { type: 'plain-http' }>['answer'];
