import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import { getRequestListener } from '@hono/node-server';
import { securityHeaders } from './security-headers.ts';

export interface FetchApp {
  fetch(request: Request, bindings: HttpBindings): Response | Promise<Response>;
}

const rawHeaders = Object.entries(securityHeaders)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

/** What Node cannot parse never reaches the application; it is answered here, with the same headers. */
const refuseUnreadable = (error: Error & { code?: string }, socket: Duplex): void => {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({ error: { code: 'bad_request', message: 'The request could not be read' } });
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `cache-control: no-store\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${rawHeaders}\r\n${body}`,
  );
};

const badRequest = (): Response =>
  new Response(JSON.stringify({ error: { code: 'bad_request', message: 'The request could not be read' } }), {
    status: 400,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });

/** Plain HTTP for the application; the security headers are set before it is asked, so no answer lacks them. */
export const createHttpServer = (app: FetchApp, onError: (error: unknown) => void): Server => {
  const listener = getRequestListener((request, bindings) => app.fetch(request, bindings as HttpBindings), {
    overrideGlobalObjects: false,
    errorHandler: (error) => {
      if (!(error instanceof Error && error.name === 'RequestError')) onError(error);
      return badRequest();
    },
  });
  // A missing Host is refused by the listener below, with all headers, not by Node without them.
  const server = createServer(
    { requireHostHeader: false },
    (incoming: IncomingMessage, outgoing: ServerResponse) => {
      for (const [name, value] of Object.entries(securityHeaders)) outgoing.setHeader(name, value);
      void listener(incoming, outgoing);
    },
  );
  server.on('clientError', refuseUnreadable);
  // Longer than a proxy keeps an idle connection, so that it never sends into one that was just closed.
  server.keepAliveTimeout = 75_000;
  // Photos from a phone with a bad connection take their time.
  server.requestTimeout = 600_000;
  return server;
};
