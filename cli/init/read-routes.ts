import type { EndpointFound, Findings } from './findings.ts';
import { healthPath, idOf, mostEndpoints, selfPath, unique } from './read-openapi.ts';

/** One file of a repository. */
export interface SourceText {
  readonly where: string;
  readonly text: string;
}

/** A route that is read, as routers of most frameworks are told of it: `app.get('/api/orders'`, `@app.route("/api/orders")`. */
const registered =
  /\b(?:app|api|bp|blueprint|router|server|fastify|r|e|mux|\w+_(?:bp|router|blueprint))\.(?:get|route|GET)\(\s*["'`](\/api\/[\w\-/.]*)["'`](?!\s*,\s*methods\s*=\s*\[(?![^\]]*GET))/gu;

/** Routes below /api/ that sources name whole: of what is put together from parts, nobody knows the beginning. */
export function readRoutes(sources: readonly SourceText[]): Findings {
  const named = sources.flatMap(({ where, text }) =>
    [...text.matchAll(registered)].map(([, path = '']) => ({ where, path: path.replace(/(?<=.)\/$/u, '') })),
  );
  const [first] = named;
  if (first === undefined) return {};
  const endpoints: readonly EndpointFound[] = unique(
    named
      .filter(({ path }) => !healthPath.test(path) && !/openapi|swagger|docs/iu.test(path))
      .map(({ path }) => ({ id: idOf(path), path })),
  ).slice(0, mostEndpoints);
  const self = named.find(({ path }) => selfPath.test(path));
  return {
    ...(endpoints.length === 0 ? {} : { endpoints: { value: endpoints, where: first.where } }),
    ...(self === undefined ? {} : { whoAmI: { value: self.path, where: self.where } }),
  };
}
