import { z } from 'zod';
import { method, path } from './common.ts';

/** A route by method and path, `{name}` for what differs, and why it is said of it. */
export const statedRoute = z.strictObject({
  method: method.default('GET'),
  path,
  why: z.string().min(10, 'expected the reason, in words'),
});
export type StatedRoute = z.infer<typeof statedRoute>;

/** How the system's own routes are found, and what is right about those that nobody would expect. */
export const routesSchema = z.strictObject({
  /** Where the system describes its routes (OpenAPI or Swagger, as JSON); left out, the usual places are tried. */
  document: path.optional(),
  /** Beginnings by which a route of the API is told from a page. */
  prefixes: z.array(path).min(1).readonly().default(['/api/']),
  /**
   * Routes that answer somebody who is not signed in, beyond signing in and renewing, health and readiness, the
   * kinds of answers that need no role, and the document itself.
   */
  public: z.array(statedRoute).readonly().default([]),
  /** Routes that are there and are no endpoint of the target. */
  unlisted: z.array(statedRoute).readonly().default([]),
});
export type Routes = z.infer<typeof routesSchema>;
