import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { after, before, suite, test } from 'node:test';
import { Exchange, type Ended } from './exchange.ts';
import { requestHead } from './request-head.ts';
import { Sockets } from './sockets.ts';
import type { LoadDestination } from '../allowed-host.ts';
import type { FeedLine } from '../plan.ts';
import { selfSigned } from '../testing/self-signed.ts';

const HOST = 'app.example.test';

const line: FeedLine = {
  sequence: 0,
  part: 1,
  phase: 'measured',
  name: 'who',
  method: 'GET',
  path: '/',
  headers: {},
  user: 0,
  expected: {
    status: [200],
    pointers: [
      { pointer: '/servername', equals: HOST },
      { pointer: '/host', equals: HOST },
    ],
  },
};

async function ask(destination: LoadDestination): Promise<Ended> {
  const sockets = new Sockets(destination);
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const timing = { intendedMs: 0, latenessMs: 0 };
  const exchange = new Exchange(line, timing, performance.now() + 2000, (_which, ended) => resolve(ended));
  const about = { host: HOST, token: '', contentType: undefined, bodyBytes: 0 };
  sockets.send(exchange, requestHead(line, about), '');
  const ended = await promise;
  sockets.close();
  return ended;
}

suite('connections over TLS', () => {
  let ca = '';
  let port = 0;
  const server = createServer((request, response) => {
    const { servername, remoteAddress } = request.socket as TLSSocket & { servername?: string };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ servername, remoteAddress, host: request.headers.host }));
  });

  before(async () => {
    const { cert, key } = await selfSigned(HOST);
    ca = cert;
    server.setSecureContext({ cert, key });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  test('the production name is asked for by TLS and Host, on the loopback address', async () => {
    const ended = await ask({
      origin: `https://${HOST}`,
      address: '127.0.0.1',
      port,
      ca,
      sourceAddresses: ['127.0.2.2'],
    });
    assert.deepEqual([ended.outcome, ended.detail], ['ok', undefined]);
  });

  test('a certificate that the given authority did not sign is an error', async () => {
    const ended = await ask({ origin: `https://${HOST}`, address: '127.0.0.1', port });
    assert.equal(ended.outcome, 'network');
    assert.match(ended.detail?.actual ?? '', /SELF_SIGNED/);
  });

  test('a certificate for another name is an error', async () => {
    const ended = await ask({ origin: 'https://other.example.test', address: '127.0.0.1', port, ca });
    assert.equal(ended.outcome, 'network');
    assert.match(ended.detail?.actual ?? '', /ALTNAME/);
  });
});
