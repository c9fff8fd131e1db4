/** The door as a process of its own: from 127.0.0.1 to the front, which it tells who comes. */
import { connect, createServer, type Socket } from 'node:net';
import { answerOwner } from '../../process/conversation.ts';
import { doorAskSchema } from './door-config.ts';
import { proxyLine } from './proxy-line.ts';

answerOwner(doorAskSchema, async ({ doors }) => {
  for (const { listen, to } of doors) {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => join(near, to));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(listen, '127.0.0.1', 1_024, resolve);
    });
  }
});

function join(near: Socket, to: { readonly host: string; readonly port: number }): void {
  const far = connect({ ...to, allowHalfOpen: true, noDelay: true });
  far.write(proxyLine(near, to.port));
  tie(near, far);
  tie(far, near);
  near.pipe(far);
  far.pipe(near);
}

/** What befalls one side befalls the other: an end is passed on by the pipe, a reset as a reset. */
function tie(socket: Socket, other: Socket): void {
  socket.on('error', () => other.resetAndDestroy());
  socket.once('close', () => {
    if (!other.writableEnded) other.destroySoon();
  });
}
