import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ListeningMessage } from '../calibration/server-process.ts';

// As cheap an answer as Node can give, so that the generators are compared and not the server: any request
// that ends in an empty line gets the same 200. No pipelining, no bodies.

const body = '{"id":"7","items":[]}';
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
);

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('data', () => socket.write(answer));
  socket.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ port } satisfies ListeningMessage);
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('SIGINT', () => undefined);
