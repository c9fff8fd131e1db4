import { once } from 'node:events';
import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { createRunCertificates } from '../certificates.ts';
import type { ComponentEndpoint } from '../component.ts';
import { hostInUrl } from '../url-host.ts';
import { openPassage, type Passage } from './passage.ts';
import { hasLeft, type RequestNote } from './request-note.ts';
import { ruleOn, type RequestRules } from './request-rules.ts';

/** What a look at somebody’s production may do. */
export interface ReadOnlyOrder extends RequestRules {
  /** Goes with every request, so that the system’s people can tell who asked. */
  readonly mark: { readonly name: string; readonly value: string };
  /** More requests than this do not leave. */
  readonly mostRequests: number;
}

export interface GuardOptions {
  readonly hostName: string;
  readonly order: ReadOnlyOrder;
  /** Where the system is, and what its certificate must lead to. */
  readonly endpoint: ComponentEndpoint;
  readonly plainPort: number;
  readonly caPem: string;
  /** Of this machine, to come from. */
  readonly localAddress: string | undefined;
}

/**
 * Stands between everything that Golive asks and the system itself, on loopback: what is not a read, or allowed, does
 * not leave, whoever wants to send it (a page, its service worker, a probe).
 */
export interface Guard extends AsyncDisposable {
  readonly front: { readonly host: string; readonly httpsPort: number; readonly httpPort: number };
  /** What clients must trust to speak with it. */
  readonly caPem: string;
  /** Base64 SHA-256 of its key, for a browser. */
  readonly spki: string;
  readonly order: ReadOnlyOrder;
  /** All that anybody wanted to send, so far, once what has left is answered or given up. */
  notes(): Promise<readonly RequestNote[]>;
}

const host = '127.0.0.1';

export async function startGuard(options: GuardOptions): Promise<Guard> {
  const { hostName, order } = options;
  // A system that is known by its address alone is asked for under no name.
  const isName = hostInUrl(hostName) === hostName && !/^[\d.]+$/u.test(hostName);
  const certificates = await createRunCertificates([isName ? hostName : 'localhost']);
  const notes: RequestNote[] = [];
  const underWay = new Set<Promise<void>>();
  const way = { order, notes, underWay };
  const secure = openPassage({ ...options, protocol: 'https' });
  const plain = openPassage({ ...options, protocol: 'http' });
  const tls = { cert: certificates.certificatePem, key: certificates.keyPem };
  const servers = [
    guarded(createServer(tls), { ...way, passage: secure }),
    guarded(createPlainServer(), { ...way, passage: plain }),
  ] as const;
  const [httpsPort = 0, httpPort = 0] = await Promise.all(servers.map(listen));
  return {
    front: { host, httpsPort, httpPort },
    caPem: certificates.caPem,
    spki: certificates.spkiSha256Base64,
    order,
    async notes() {
      await Promise.all(underWay);
      return notes;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map(close));
      await Promise.all([secure.close(), plain.close()]);
    },
  };
}

type AnyServer = Server | ReturnType<typeof createPlainServer>;

function guarded(server: AnyServer, way: Way): AnyServer {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const passed = pass(request, response, way);
    way.underWay.add(passed);
    void passed.finally(() => way.underWay.delete(passed));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    way.notes.push(noteOf(request, ruleOn({ ...leaving(request), upgrades: true }, way.order)));
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  return server;
}

interface Way {
  readonly passage: Passage;
  readonly order: ReadOnlyOrder;
  readonly notes: RequestNote[];
  readonly underWay: Set<Promise<void>>;
}

async function pass(request: IncomingMessage, response: ServerResponse, way: Way): Promise<void> {
  const { order, notes, passage } = way;
  const ruling = ruleOn(leaving(request), order);
  if (ruling === 'expected' || ruling === 'stopped') return stop(request, response, notes, ruling);
  // Counted when it leaves, not when it is answered: many leave at once.
  const at = notes.push(noteOf(request, ruling)) - 1;
  if (notes.filter(hasLeft).length > order.mostRequests) {
    notes.splice(at, 1);
    return stop(request, response, notes, 'over-budget');
  }
  const startedAt = performance.now();
  const seen = await passage.send(request, response);
  const asked = notes[at];
  if (asked) notes[at] = { ...asked, ...seen, durationMs: performance.now() - startedAt };
}

function stop(
  request: IncomingMessage,
  response: ServerResponse,
  notes: RequestNote[],
  ruling: RequestNote['ruling'],
): void {
  notes.push(noteOf(request, ruling));
  request.resume();
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`stopped by Golive before it left: ${ruling === 'over-budget' ? 'too many' : 'no read'}`);
}

const leaving = ({ method = '', url = '/', headers }: IncomingMessage) => ({ method, path: url, headers });

const noteOf = ({ method = '', url = '/' }: IncomingMessage, ruling: RequestNote['ruling']): RequestNote => ({
  at: new Date().toISOString(),
  method,
  path: url.split('?')[0] ?? '/',
  ruling,
  status: null,
  durationMs: 0,
});

async function listen(server: AnyServer): Promise<number> {
  await once(server.listen(0, host), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port, got none');
  return address.port;
}

async function close(server: AnyServer): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
