import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ComponentEndpoint } from '../../component.ts';

export interface OtherVersion extends AsyncDisposable {
  readonly port: number;
}

/** Answers as the application does, but for one text of its answers: the version that it says. */
export async function saysVersion(
  application: ComponentEndpoint,
  running: string,
  said: string,
): Promise<OtherVersion> {
  const server = createServer((request, response) => {
    const url = `http://${application.host}:${application.port}${request.url ?? '/'}`;
    const answer = fetch(url).then(async (seen) => {
      const text = (await seen.text()).replaceAll(JSON.stringify(running), JSON.stringify(said));
      const headers = [...seen.headers].filter(
        ([name]) => !/^(content-|transfer-|connection|keep-)/u.test(name),
      );
      response.writeHead(seen.status, [
        ...headers.flat(),
        'content-type',
        seen.headers.get('content-type') ?? 'application/json',
      ]);
      response.end(text);
    });
    answer.catch(() => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port, got none');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
