import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { asApiError, refusal, toResponse } from './answer.ts';
import type { Handlers, Reply, Services } from './call.ts';
import { clientAddress } from './client-address.ts';
import { dispatchCall } from './dispatch-call.ts';
import { ApiError } from './errors.ts';
import { createRateLimit } from './rate-limit.ts';
import { discardRest } from './read-body.ts';
import type { Log } from './request-log.ts';
import type { Route, RouteId } from './route-table.ts';
import { routes } from './route-table.ts';
import type { StaticFiles } from './static.ts';

interface Bindings {
  Bindings: HttpBindings;
  Variables: { requestId: string; userId: string };
}

export interface AppParts {
  services: Services;
  handlers: Handlers<RouteId>;
  files: StaticFiles;
  log: Log;
}

const routeIds = Object.keys(routes) as RouteId[];

const refuse = (log: Log, c: Context<Bindings>, error: unknown): Response => {
  const apiError = asApiError(error);
  if (apiError.status >= 500) log.error('request failed', error, c.get('requestId'));
  return toResponse(refusal(apiError), c.req.header('accept-encoding'));
};

/** An exact path wins over one with a parameter, so /items/by-barcode/x is never read as an id. */
const specificFirst = (left: RouteId, right: RouteId): number => {
  const parameters = (id: RouteId): number => (routes[id].path.match(/:/g) ?? []).length;
  return parameters(left) - parameters(right);
};

/** A code may hold slashes of its own, escaped or not. */
const pattern = (path: string): string => path.replace(':code', ':code{.+}');

const register = (app: Hono<Bindings>, parts: AppParts): void => {
  const { services, handlers, log } = parts;
  const { API_LIMIT_PER_MINUTE, LOGIN_LIMIT_PER_MINUTE } = services.config;
  const limits = {
    api: createRateLimit(API_LIMIT_PER_MINUTE),
    login: createRateLimit(LOGIN_LIMIT_PER_MINUTE),
  };
  for (const routeId of routeIds.toSorted(specificFirst)) {
    const route: Route = routes[routeId];
    app.on(route.method, pattern(route.path), async (c) => {
      const answer = (reply: Reply): Response => toResponse(reply, c.req.header('accept-encoding'));
      try {
        const request = {
          routeId,
          route,
          incoming: c.env.incoming,
          url: new URL(c.req.url),
          params: c.req.param(),
          onCaller: (userId: string) => c.set('userId', userId),
        };
        return answer(await dispatchCall(services, limits, handlers[routeId], request));
      } catch (error) {
        return refuse(log, c, error);
      } finally {
        if (route.method !== 'GET') await discardRest(c.env.incoming);
      }
    });
  }
};

const refuseOtherMethods = (app: Hono<Bindings>, log: Log): void => {
  for (const path of new Set(routeIds.map((id) => routes[id].path))) {
    const allowed = routeIds.filter((id) => routes[id].path === path).map((id) => routes[id].method);
    app.all(pattern(path), (c) => {
      const response = refuse(
        log,
        c,
        new ApiError(405, 'method_not_allowed', `${path} takes ${allowed.join(' and ')}`),
      );
      response.headers.set('allow', allowed.join(', '));
      return response;
    });
  }
};

/** Logs each request when its answer has left. */
const observe = (app: Hono<Bindings>, { services, log }: AppParts): void => {
  app.use(async (c, next) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.env.outgoing.setHeader('x-request-id', requestId);
    c.env.outgoing.on('close', () => {
      log.request({
        requestId,
        method: c.req.method,
        path: c.req.path,
        status: c.env.outgoing.statusCode,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        address: clientAddress(c.env.incoming, services.config.TRUST_PROXY),
        userId: c.get('userId'),
      });
    });
    await next();
  });
};

/** The whole application: the API of the route table, then the built front end. */
export const createApp = (parts: AppParts): Hono<Bindings> => {
  const app = new Hono<Bindings>();
  observe(app, parts);
  register(app, parts);
  refuseOtherMethods(app, parts.log);
  app.all('/api/*', (c) =>
    refuse(parts.log, c, new ApiError(404, 'not_found', 'There is no such address in the API')),
  );
  app.all('*', (c) => parts.files.respond(c.req.method, c.req.path, c.req.header('accept-encoding')));
  app.onError((error, c) => refuse(parts.log, c, error));
  return app;
};
