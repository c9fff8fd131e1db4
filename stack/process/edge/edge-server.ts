import { createServer, type Server } from 'node:http';
import { sendText } from '../proxy/exchange.ts';
import { forwardUpgrade } from '../proxy/forward-upgrade.ts';
import { passedHeaders } from '../proxy/forwarded-headers.ts';
import { pathFor, routeFor, type Route } from '../proxy/routes.ts';
import { Upstreams } from '../proxy/upstreams.ts';
import { exchange } from './edge-exchange.ts';
import { RuleBook, type FullRule } from './rule-book.ts';

/** The server between front and application that a planted fault speaks through. */
export function createEdgeServer(
  routes: readonly Route[],
  rules: readonly FullRule[],
  host = '127.0.0.1',
): Server {
  const book = new RuleBook(rules);
  const upstreams = new Upstreams();
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const route = routeFor(routes, request.url ?? '/');
    if (route === undefined) sendText(response, 404, 'Not found');
    else void exchange({ request, response, book, upstreams, host, route });
  });
  server.on('upgrade', (request, socket, head) => {
    const route = routeFor(routes, request.url ?? '/');
    if (route === undefined) socket.destroy();
    else {
      const headers = passedHeaders(request.headers);
      const path = pathFor(route, request.url ?? '/');
      forwardUpgrade(request, socket, head, { host, port: route.port, path, headers });
    }
  });
  return server;
}
