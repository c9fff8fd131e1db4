import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListeningMessage } from '../calibration/server-process.ts';

/** One request as it came in: what every engine must send alike. */
export interface Recorded {
  method: string;
  path: string;
  authorization: string;
  contentType: string;
  /** Of the whole body. */
  sha256: string;
  bytes: number;
  address: string;
  host: string;
  /** ms after the server's first request. */
  atMs: number;
}

const recorded: Recorded[] = [];
let firstAt: number | undefined;

const server = createServer((request, response) => {
  if (request.url === '/recorded') {
    response.end(JSON.stringify(recorded));
    return;
  }
  firstAt ??= performance.now();
  const atMs = performance.now() - firstAt;
  const hash = createHash('sha256');
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  request.on('end', () => {
    const { method = '', url = '', headers, socket } = request;
    recorded.push({
      method,
      path: url,
      authorization: headers.authorization ?? '',
      contentType: headers['content-type'] ?? '',
      sha256: hash.digest('hex'),
      bytes,
      address: socket.remoteAddress ?? '',
      host: headers.host ?? '',
      atMs,
    });
    const status = method === 'GET' ? 200 : 201;
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"id":"7","items":[{"id":1}]}');
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ port } satisfies ListeningMessage);
});
process.on('disconnect', () => {
  server.close();
  server.closeAllConnections();
});
process.on('SIGINT', () => undefined);
