import { z } from 'zod';

/** Path prefix -> loopback port. */
export const routeSchema = z.strictObject({
  prefix: z.string().startsWith('/'),
  port: z.number().int().min(1).max(65_535),
});
export type Route = z.infer<typeof routeSchema>;

/** The longest prefix wins; undefined where none fits. */
export function routeFor(routes: readonly Route[], pathAndQuery: string): Route | undefined {
  let best: Route | undefined;
  for (const route of routes) {
    if (best !== undefined && best.prefix.length >= route.prefix.length) continue;
    if (pathAndQuery.startsWith(route.prefix)) best = route;
  }
  return best;
}
