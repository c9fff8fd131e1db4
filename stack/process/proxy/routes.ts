import { z } from 'zod';

/** Path prefix -> loopback port. */
export const routeSchema = z.strictObject({
  prefix: z.string().startsWith('/'),
  port: z.number().int().min(1).max(65_535),
  /** The prefix is left out of what is asked there: `/api/jobs` becomes `/jobs`. */
  stripsPrefix: z.boolean().optional(),
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

/** What is asked of the route's process. */
export function pathFor({ prefix, stripsPrefix }: Route, pathAndQuery: string): string {
  if (stripsPrefix !== true) return pathAndQuery;
  const rest = pathAndQuery.slice(prefix.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
