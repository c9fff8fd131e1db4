import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a neighbour does with who asks it. `refuse`: nobody listens there. */
export const moods = ['answer', 'refuse', 'hang', 'fail'] as const;
export type Mood = (typeof moods)[number];

/** Somebody else's service, or the place where alerts go, on loopback. */
export interface Neighbour extends AsyncDisposable {
  readonly url: string;
  /** What was sent to it, path and body, in order. */
  readonly heard: readonly string[];
  become(mood: Mood): Promise<void>;
}

const largestBytes = 100_000;
const host = '127.0.0.1';

/** Takes whatever it is sent, and answers as its mood is. It keeps its port while it refuses. */
export async function startNeighbour(): Promise<Neighbour> {
  const heard: string[] = [];
  let mood: Mood = 'answer';
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('error', () => undefined);
    read(request).then(
      (body) => {
        heard.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`);
        if (mood === 'hang') return;
        response.writeHead(mood === 'fail' ? 500 : 200, { 'content-type': 'application/json' });
        response.end(mood === 'fail' ? '{"error":"out of order"}' : '{"ok":true}');
      },
      () => response.destroy(),
    );
  };
  let server: Server | undefined = await listen(serve, 0);
  const { port } = server.address() as AddressInfo;
  const leave = async (): Promise<void> => {
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    server = undefined;
    await closed;
  };
  return {
    url: `http://${host}:${port}`,
    heard,
    async become(next) {
      mood = next;
      if (next === 'refuse') await leave();
      else server ??= await listen(serve, port);
    },
    [Symbol.asyncDispose]: leave,
  };
}

async function listen(
  serve: (request: IncomingMessage, response: ServerResponse) => void,
  port: number,
): Promise<Server> {
  const server = createServer(serve);
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

async function read(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let body = '';
  for await (const piece of request) body = `${body}${String(piece)}`.slice(0, largestBytes);
  return body;
}
