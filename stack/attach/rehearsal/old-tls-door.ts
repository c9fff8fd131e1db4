import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { connect, createServer, type TlsOptions } from 'node:tls';
import type { OpenDoor } from './public-address.ts';

/**
 * A door that speaks every version from TLS 1.0 on, with suites of that time, and passes on what is said inside to the
 * front behind it, as an old load balancer does.
 */
export async function openOldTlsDoor(
  host: string,
  to: number,
  { certificatePem: cert, keyPem: key }: { readonly certificatePem: string; readonly keyPem: string },
): Promise<OpenDoor> {
  const sockets = new Set<Duplex>();
  const keep = (socket: Duplex): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const options: TlsOptions = {
    cert,
    key,
    minVersion: 'TLSv1',
    ciphers: 'ALL:!aNULL:@SECLEVEL=0',
    ALPNProtocols: ['http/1.1'],
  };
  const server = createServer(options, (visitor) => {
    keep(visitor);
    // It is this run's own front, on this machine.
    const inner = connect({
      host: '127.0.0.1',
      port: to,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
    });
    keep(inner);
    visitor.pipe(inner).pipe(visitor);
    visitor.on('close', () => inner.destroy());
    inner.on('close', () => visitor.destroy());
  });
  await once(server.listen(0, host), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port, got none');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
