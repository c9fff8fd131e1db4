import type { Handlers } from './call.ts';
import { ok } from './call.ts';
import type { Route } from './route-table.ts';
import { routes } from './route-table.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: true;
  schema: object;
}

const pathParameters = (route: Route): Parameter[] =>
  [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }));

const listParameters: Parameter[] = [
  { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1, default: 1 } },
  { name: 'pageSize', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 } },
  { name: 'fields', in: 'query', schema: { type: 'string', description: 'Comma-separated names' } },
];

const parametersOf = (route: Route): Parameter[] => [
  ...pathParameters(route),
  ...(route.list ? listParameters : []),
  ...(route.query ?? []).map((name): Parameter => ({ name, in: 'query', schema: { type: 'string' } })),
  ...(route.method !== 'GET' && route.roles !== 'public' && !route.path.startsWith('/api/auth/')
    ? [{ name: 'Idempotency-Key', in: 'header' as const, schema: { type: 'string', format: 'uuid' } }]
    : []),
];

const operationOf = (operationId: string, route: Route): object => ({
  operationId,
  summary: route.summary,
  'x-roles': route.roles === 'public' ? ['public'] : route.roles,
  security: route.roles === 'public' ? [] : [{ bearer: [] }],
  parameters: parametersOf(route),
  ...(route.method === 'GET'
    ? {}
    : {
        requestBody: {
          content: {
            [route.upload ? 'multipart/form-data' : 'application/json']: { schema: { type: 'object' } },
          },
        },
      }),
  responses: { default: { description: 'See server/contract.ts' } },
});

const document = (version: string, origin: string): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const [id, route] of Object.entries(routes)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(id, route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Fieldbook', version },
    servers: [{ url: origin }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  };
};

export const openApiHandlers: Handlers<'getOpenApi'> = {
  getOpenApi: async (call) => ok(document(call.config.RELEASE, call.config.PUBLIC_ORIGIN)),
};
