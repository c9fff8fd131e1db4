import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListeningMessage } from '../calibration/server-process.ts';

/** How the server behaves: what the driver and the statistics are tried on. */
export interface Shape {
  /** Delays given in turn, ms. */
  delaysMs: number[];
  /** Every `everyMs`, nothing is answered for `forMs`: requests wait for its end. */
  stall?: { everyMs: number; forMs: number };
  /** Answers take up to this much longer at first, and as long as ever after `forMs`. */
  slowStart?: { extraMs: number; forMs: number };
  /** Every nth request is answered wrongly. */
  errorEvery?: number;
  limitEvery?: number;
  loginPageEvery?: number;
  hangEvery?: number;
}

/** What GET /seen tells. `heldMs` are the true delays, as the server kept them. */
export interface Seen {
  requests: number;
  writes: number;
  uploadBytes: number;
  addresses: string[];
  tokens: string[];
  hosts: string[];
  distinctBodies: number;
  heldMs: number[];
}

const shape = JSON.parse(process.argv[2] ?? '{"delaysMs":[0]}') as Shape;
const startedAt = performance.now();
const addresses = new Set<string>();
const tokens = new Set<string>();
const hosts = new Set<string>();
const bodies = new Set<string>();
const heldMs: number[] = [];
let firstAt: number | undefined;
let requests = 0;
let writes = 0;
let uploadBytes = 0;

const server = createServer((request, response) => {
  if (request.url === '/seen') return tell(response);
  const arrivedAt = performance.now();
  const nth = requests++;
  note(request);
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => noteBody(request, Buffer.concat(chunks)));
  if (every(nth, shape.hangEvery)) return;
  setTimeout(
    () => {
      heldMs.push(performance.now() - arrivedAt);
      answer(request, response, nth);
    },
    delayOf(nth, arrivedAt),
  );
});

function delayOf(nth: number, arrivedAt: number): number {
  const delay = (shape.delaysMs[nth % shape.delaysMs.length] ?? 0) + warmingMs(arrivedAt);
  if (shape.stall === undefined) return delay;
  // The stall ends each period, so that a whole number of periods holds a whole number of stalls.
  const { everyMs, forMs } = shape.stall;
  const leftMs = everyMs - ((arrivedAt - startedAt) % everyMs);
  return leftMs <= forMs ? leftMs + delay : delay;
}

/** Counted from the first request: an engine may take a second to start. */
function warmingMs(arrivedAt: number): number {
  firstAt ??= arrivedAt;
  if (shape.slowStart === undefined) return 0;
  const { extraMs, forMs } = shape.slowStart;
  return extraMs * Math.max(0, 1 - (arrivedAt - firstAt) / forMs);
}

function every(nth: number, period: number | undefined): boolean {
  return period !== undefined && nth % period === period - 1;
}

function note(request: IncomingMessage): void {
  addresses.add(request.socket.remoteAddress ?? '');
  tokens.add(request.headers.authorization ?? '');
  hosts.add(request.headers.host ?? '');
}

function noteBody(request: IncomingMessage, body: Buffer): void {
  if (request.method === 'GET') return;
  writes++;
  bodies.add(body.toString('latin1'));
  if (request.headers['content-type']?.startsWith('multipart/') === true) uploadBytes += body.length;
}

function answer(request: IncomingMessage, response: ServerResponse, nth: number): void {
  const json = { 'content-type': 'application/json' };
  if (every(nth, shape.errorEvery)) return void response.writeHead(500, json).end('{"error":{}}');
  if (every(nth, shape.limitEvery)) return void response.writeHead(429, { 'retry-after': '1' }).end();
  if (every(nth, shape.loginPageEvery)) {
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>');
  }
  const id = request.url?.split('?')[0]?.split('/').at(-1);
  response.writeHead(request.method === 'GET' ? 200 : 201, json).end(JSON.stringify({ id, items: [] }));
}

function tell(response: ServerResponse): void {
  const seen: Seen = {
    requests,
    writes,
    uploadBytes,
    addresses: [...addresses],
    tokens: [...tokens],
    hosts: [...hosts],
    distinctBodies: bodies.size,
    heldMs,
  };
  response.end(JSON.stringify(seen));
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ port } satisfies ListeningMessage);
});
process.on('disconnect', () => {
  server.close();
  server.closeAllConnections();
});
