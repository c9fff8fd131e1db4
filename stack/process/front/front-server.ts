import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream';
import { sendText, writeHead, type ServerAnswer, type ServerRequest } from '../proxy/exchange.ts';
import { forward, type ForwardFailure } from '../proxy/forward.ts';
import { forwardUpgrade } from '../proxy/forward-upgrade.ts';
import { passedHeaders } from '../proxy/forwarded-headers.ts';
import { pathFor, routeFor, type Route } from '../proxy/routes.ts';
import { Upstreams } from '../proxy/upstreams.ts';
import { compressionFor } from './compression.ts';
import { sendFile } from './files.ts';
import type { FrontConfig } from './front-config.ts';

const keepAliveMs = 65_000;
const failures: Readonly<Record<ForwardFailure, readonly [status: number, text: string]>> = {
  'too-large': [413, 'Content too large'],
  unreachable: [502, 'Bad gateway'],
  'timed-out': [504, 'Gateway timeout'],
};

/** The TLS front: HTTP/1.1 and HTTP/2 before, HTTP/1.1 to the system's processes behind. */
export class FrontServer {
  readonly server: Http2SecureServer;
  readonly #config: FrontConfig;
  readonly #upstreams = new Upstreams();
  readonly #added: OutgoingHttpHeaders;
  #routes: readonly Route[];
  #files: FrontConfig['files'];

  constructor(config: FrontConfig) {
    this.#config = config;
    this.#routes = config.routes;
    this.#files = config.files;
    this.#added = Object.fromEntries(
      Object.entries(config.addHeaders).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const { certificatePem: cert, keyPem: key } = config;
    this.server = createSecureServer({ cert, key, allowHTTP1: true }, (request, response) =>
      this.serve(request, response),
    );
    // Node's default of 5 s is shorter than any front's; the types do not know that HTTP/1.1 reads it here too.
    Reflect.set(this.server, 'keepAliveTimeout', keepAliveMs);
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
    // A client that goes away in the middle is no event.
    this.server.on('sessionError', () => undefined);
  }

  /** From now on; requests under way are not touched. */
  route(routes: readonly Route[]): void {
    this.#routes = routes;
    this.#upstreams.keepOnly(routes.map(({ port }) => port));
  }

  /** The files of this folder from now on, by the same rules; one that is being sent is sent to its end. */
  serveFrom(folder: string): void {
    if (this.#files !== undefined) this.#files = { ...this.#files, folder };
  }

  /** Passes one request on; over TLS, and over plain HTTP while a planted fault asks for it. */
  serve(request: ServerRequest, response: ServerAnswer): void {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const { answers, compress } = this.#config;
    const files = this.#files;
    const own = answers?.find(({ path }) => path === request.url?.split('?', 1)[0]);
    if (own !== undefined) {
      sendText(response, own.status, own.text, this.#added);
      request.resume();
      return;
    }
    const route = routeFor(this.#routes, request.url ?? '/');
    if (route === undefined && files !== undefined) {
      void sendFile(request, response, { files, headers: this.#added, compress });
      return;
    }
    if (route === undefined) {
      sendText(response, 404, 'Not found', this.#added);
      request.resume();
      return;
    }
    forward(request, response, {
      upstreams: this.#upstreams,
      port: route.port,
      path: pathFor(route, request.url ?? '/'),
      headers: this.#forwardedHeaders(request),
      timeoutMs: this.#config.upstreamTimeoutMs,
      maxBodyBytes: this.#config.maxBodyBytes,
      onAnswer: (answer) => this.#answer(request, response, answer),
      onFailure: (failure, cause) => {
        if (response.headersSent) {
          response.destroy();
          return;
        }
        const [status, text] = failures[failure];
        if (status >= 500) process.stderr.write(`${status} ${request.method} ${request.url}: ${cause}\n`);
        sendText(response, status, text, this.#added);
      },
    });
  }

  #answer(request: ServerRequest, response: ServerAnswer, answer: IncomingMessage): void {
    const headers = { ...passedHeaders(answer.headers), ...this.#added };
    const compression = this.#config.compress ? compressionFor(request, answer, headers) : undefined;
    writeHead(response, answer.statusCode ?? 502, compression?.headers ?? headers);
    const done = (error: Error | null | undefined): void => {
      // Cut short behind the front: the client must see that it was, and not a whole answer.
      if (error) response.destroy();
    };
    if (compression === undefined) pipeline(answer, response, done);
    else pipeline(answer, compression.stream, response, done);
  }

  #forwardedHeaders(request: ServerRequest): OutgoingHttpHeaders {
    const peer = request.socket.remoteAddress ?? '127.0.0.1';
    const before = request.headers['x-forwarded-for'];
    const host = request.headers.host ?? String(request.headers[':authority'] ?? this.#config.hostName);
    return {
      ...passedHeaders(request.headers),
      host,
      'x-forwarded-for': before === undefined ? peer : `${[before].flat().join(', ')}, ${peer}`,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': host,
      'x-real-ip': peer,
    };
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const route = routeFor(this.#routes, request.url ?? '/');
    if (route === undefined) {
      socket.destroy();
      return;
    }
    const path = pathFor(route, request.url ?? '/');
    const headers = this.#forwardedHeaders(request);
    forwardUpgrade(request, socket, head, { port: route.port, path, headers });
  }
}
