import { connect, createServer, type Server, type Socket } from 'node:net';
import type { ComponentEndpoint } from '../../stack/component.ts';
import { StackError } from '../../stack/stack-error.ts';

/**
 * Passes a port of loopback on to a part of the stack, where a script of the release knows its system by a fixed
 * address. @throws StackError `port-busy`
 */
export async function lendPort(port: number, to: ComponentEndpoint): Promise<AsyncDisposable> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(to.port, to.host);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      open.add(one);
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.on('error', () => one.destroy());
      one.pipe(other);
    }
  });
  await listening(server, port);
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new StackError(
          'port-busy',
          `expected port ${port} of 127.0.0.1 to be free: the system’s own tests ask there`,
          {
            cause,
          },
        ),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}
