import type { IncomingMessage } from 'node:http';
import { authenticate } from './auth/authenticate.ts';
import type { Call, Handler, Reply, Services } from './call.ts';
import { clientAddress } from './client-address.ts';
import { transaction } from './database.ts';
import { ApiError } from './errors.ts';
import { deliveryKeyOf, once } from './idempotency.ts';
import type { RateLimit } from './rate-limit.ts';
import { maxJsonBytes, parseJson, readText } from './read-body.ts';
import type { Route, RouteId } from './route-table.ts';

export interface Limits {
  api: RateLimit;
  login: RateLimit;
}

export interface ApiRequest {
  routeId: RouteId;
  route: Route;
  incoming: IncomingMessage;
  url: URL;
  params: Readonly<Record<string, string>>;
  /** Told to the request log. */
  onCaller(userId: string): void;
}

const takeFrom = (limit: RateLimit, address: string): void => {
  const waitS = limit.take(address);
  if (waitS > 0) {
    throw new ApiError(429, 'rate_limited', `Too many requests. Please try again in ${waitS} s`, {
      retryAfterS: waitS,
    });
  }
};

const limitRate = (request: ApiRequest, limits: Limits, address: string): void => {
  if (!request.route.path.startsWith('/api/')) return;
  takeFrom(limits.api, address);
  if (request.routeId === 'login') takeFrom(limits.login, address);
};

/** Limits, recognises the caller, reads the body and runs the handler: a write in one transaction, once for its key. */
export const dispatchCall = async (
  services: Services,
  limits: Limits,
  handler: Handler,
  request: ApiRequest,
): Promise<Reply> => {
  const { route, incoming, url } = request;
  const address = clientAddress(incoming, services.config.TRUST_PROXY);
  limitRate(request, limits, address);
  const caller = await authenticate(services, route, incoming);
  if (caller) request.onCaller(caller.id);
  const reads = route.method === 'GET' || route.upload === true;
  const payload = reads ? '' : await readText(incoming, maxJsonBytes);
  const call: Call = {
    ...services,
    routeId: request.routeId,
    db: services.pool,
    caller,
    params: request.params,
    query: url.searchParams,
    body: reads ? undefined : parseJson(payload),
    clientAddress: address,
    incoming,
  };
  if (reads || !caller || route.path.startsWith('/api/auth/')) return handler(call);
  const key = deliveryKeyOf(incoming, caller.id, url.pathname, payload);
  return transaction(services.pool, (db) => once(db, key, () => handler({ ...call, db })));
};
