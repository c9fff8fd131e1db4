import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListeningMessage } from './server-process.ts';

// Answers GET /wait/<ms> after exactly that delay: the truth that the generator is held against.

const LONGEST_WAIT_MS = 2000;

const server = createServer((request, response) => {
  const waitMs = Number(/^\/wait\/(\d+)$/.exec(request.url ?? '')?.[1]);
  if (!(waitMs <= LONGEST_WAIT_MS)) {
    response.writeHead(404).end();
    return;
  }
  setTimeout(() => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ waitMs }));
  }, waitMs);
});

// By hand, a port: `node load/calibration/known-delay-server.ts 8377`.
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ port } satisfies ListeningMessage);
});
process.on('disconnect', () => {
  server.close();
  server.closeAllConnections();
});
process.on('SIGINT', () => undefined);
