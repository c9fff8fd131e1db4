import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Gives k6 the users' tokens as they are now, on loopback, at a path that only k6 is told. */
export class TokenSource implements AsyncDisposable {
  readonly #server: Server;
  readonly url: string;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async start(tokenOf: (user: number) => string | undefined): Promise<TokenSource> {
    const path = `/${randomUUID()}`;
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      const token = url.startsWith(`${path}/`) ? tokenOf(Number(url.slice(path.length + 1))) : undefined;
      if (token === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'text/plain' }).end(token);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TokenSource(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await Promise.resolve();
  }
}
