import type { IncomingMessage } from 'node:http';
import type { Caller, Services } from '../call.ts';
import { ApiError, forbidden } from '../errors.ts';
import type { Route } from '../route-table.ts';
import { callerOfSession } from './sessions.ts';
import { sessionOfAccessToken } from './tokens.ts';

const uuid = /^[0-9a-f-]{36}$/;
const unauthenticated = (): ApiError => new ApiError(401, 'unauthenticated', 'Please log in');

/** Who calls, when this route lets them; null on a public route. Throws 401 or 403. */
export const authenticate = async (
  services: Services,
  route: Route,
  incoming: IncomingMessage,
): Promise<Caller | null> => {
  if (route.roles === 'public') return null;
  const token = /^Bearer (\S+)$/i.exec(incoming.headers.authorization ?? '')?.[1];
  if (!token) throw unauthenticated();
  const sessionId = await sessionOfAccessToken(services.config, token);
  if (!sessionId || !uuid.test(sessionId)) throw unauthenticated();
  const caller = await callerOfSession(services.pool, sessionId);
  if (!caller) throw unauthenticated();
  if (caller.mustChangePassword && !route.whilePasswordDue) {
    throw new ApiError(403, 'password_change_required', 'Please choose a new password first');
  }
  if (!route.roles.includes(caller.role)) throw forbidden('Your role may not do this');
  return caller;
};
