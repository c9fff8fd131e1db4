import { once } from 'node:events';
import { createServer as createProxy, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';

/** One request to a third party, as it would have come there. */
export interface AskedThirdParty {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ThirdPartyAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as HTML, anything else as JSON. */
  readonly body?: unknown;
}

export interface StandInOptions {
  /** The names that it answers for; a tunnel to any other is refused, and said. */
  readonly hostNames: readonly string[];
  readonly certificatePem: string;
  readonly keyPem: string;
  /** Where it listens as the proxy that HTTPS_PROXY names: loopback, unless the system has a network of its own. */
  readonly proxyHost?: string;
  readonly proxyPort: number;
  /** Where it listens as the third party itself; loopback. */
  readonly tlsPort: number;
  readonly answer: (asked: AskedThirdParty) => ThirdPartyAnswer;
  /** One line for each request and each refusal, without query and body. */
  readonly say: (line: string) => void;
}

const largestBodyBytes = 1_000_000;

/**
 * Stands in for somebody else's service, on loopback, for a system whose addresses are fixed in its code: the system is
 * told to use it as its proxy and to trust the run's own authority, and is not changed. Nothing is passed on.
 * @returns What ends it.
 */
export async function startStandIn(options: StandInOptions): Promise<() => Promise<void>> {
  const { hostNames, certificatePem: cert, keyPem: key, proxyPort, tlsPort, say } = options;
  const server = createTlsServer(
    { cert, key },
    (request, response) => void serve(request, response, options),
  );
  server.listen(tlsPort, '127.0.0.1');
  await once(server, 'listening');
  const proxy = createProxy((request, response) => {
    say(`refused ${request.method} ${request.url?.split('?')[0] ?? ''}: not over TLS`);
    response.writeHead(403).end();
  });
  proxy.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    client.on('error', () => client.destroy());
    const [host, port] = (request.url ?? '').split(':');
    if (host === undefined || port !== '443' || !hostNames.includes(host)) {
      say(`refused a tunnel to ${request.url ?? ''}`);
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const inside = connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      inside.write(head);
      inside.pipe(client);
      client.pipe(inside);
    });
    inside.on('error', () => client.destroy());
    client.on('close', () => inside.destroy());
  });
  proxy.listen(proxyPort, options.proxyHost ?? '127.0.0.1');
  await once(proxy, 'listening');
  return async () => {
    for (const each of [proxy, server]) {
      const closed = once(each, 'close');
      each.close();
      each.closeAllConnections();
      await closed;
    }
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, say }: StandInOptions,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://host');
  const host = (request.headers.host ?? '').split(':')[0] ?? '';
  let body = '';
  request.setEncoding('utf8');
  for await (const piece of request) body = `${body}${String(piece)}`.slice(0, largestBodyBytes);
  const { pathname: path, searchParams: query } = url;
  const { method = 'GET', headers } = request;
  const { status, headers: own = {}, body: said } = answer({ host, method, path, query, headers, body });
  say(`${method} https://${host}${path} ${status}`);
  const isPage = typeof said === 'string';
  const type = isPage ? 'text/html; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...own });
  response.end(isPage ? said : JSON.stringify(said ?? {}));
}
