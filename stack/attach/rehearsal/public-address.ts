import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** An address of this rehearsal's own in 127.0.0.0/8: what answers there is what the rehearsal opened. */
export function ownAddress(): string {
  return `127.${randomInt(64, 128)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
}

export interface OpenDoor extends AsyncDisposable {
  readonly port: number;
}

/**
 * Leads connections to an own address on to a port of 127.0.0.1; who comes is passed on, as it is all one loopback.
 * @param port 0 for any that is free. @throws Error where it is taken.
 */
export async function openDoor(host: string, port: number, to: number | undefined): Promise<OpenDoor> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (visitor) => {
    keep(visitor);
    if (to === undefined) return;
    const localAddress = visitor.remoteAddress ?? '127.0.0.1';
    const inner = connect({ host: '127.0.0.1', port: to, localAddress, allowHalfOpen: true, noDelay: true });
    keep(inner);
    visitor.pipe(inner).pipe(visitor);
    visitor.on('close', () => inner.destroy());
    inner.on('close', () => visitor.destroy());
  });
  await once(server.listen(port, host), 'listening');
  return {
    port: portOf(server),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port, got none');
  return address.port;
}
