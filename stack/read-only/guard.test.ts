import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as ask } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { createRunCertificates } from '../certificates.ts';
import { openHttp } from '../clients/http.ts';
import { startGuard, type Guard, type ReadOnlyOrder } from './guard.ts';

const hostName = 'app.example';
const usual: ReadOnlyOrder = {
  allows: [{ method: 'POST', path: '/login' }],
  expects: [{ method: 'POST', path: '/metrics/{page}' }],
  mark: { name: 'x-golive-smoke', value: 'run-7' },
  mostRequests: 20,
};

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly mark: string;
  readonly body: string;
}

/** A system that writes down all that reaches it, and a guard before it. */
async function guarded(order: ReadOnlyOrder = usual, clientCa?: string) {
  const certificates = await createRunCertificates([hostName]);
  const seen: Seen[] = [];
  const read = async (request: IncomingMessage): Promise<string> => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    return text;
  };
  const server = createServer(
    { cert: certificates.certificatePem, key: certificates.keyPem },
    (request, response) => {
      void read(request).then((body) => {
        const { method = '', url = '', headers } = request;
        seen.push({ method, path: url, mark: String(headers['x-golive-smoke'] ?? 'none'), body });
        if (url === '/breaks') return response.socket?.destroy();
        response.writeHead(url === '/missing' ? 404 : 200, { 'set-cookie': ['a=1', 'b=2'], 'x-own': url });
        response.end(method === 'HEAD' ? undefined : `answer to ${url}`);
      });
    },
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const guard = await startGuard({
    hostName,
    order,
    endpoint: { host: '127.0.0.1', port },
    plainPort: port,
    caPem: clientCa ?? certificates.caPem,
    localAddress: undefined,
  });
  const http = openHttp({ facts: { hostName, front: guard.front }, access: { caPem: guard.caPem } });
  return {
    seen,
    guard,
    http,
    async [Symbol.asyncDispose]() {
      await http.close();
      await guard[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
    },
  };
}

const rulings = async (guard: Guard): Promise<readonly string[]> =>
  (await guard.notes()).map(({ method, path, ruling }) => `${ruling} ${method} ${path}`);

test('a read leaves with the mark, and its answer comes back as it was', async () => {
  await using way = await guarded();
  const answer = await way.http.request({ method: 'GET', path: '/jobs?secret=1' });
  assert.equal(answer.text, 'answer to /jobs?secret=1');
  assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
  assert.deepEqual(way.seen, [{ method: 'GET', path: '/jobs?secret=1', mark: 'run-7', body: '' }]);
  const [note] = await way.guard.notes();
  assert.deepEqual([note?.path, note?.ruling, note?.status], ['/jobs', 'read', 200]);
  assert.ok((note?.durationMs ?? 0) > 0);
});

test('what the target allows leaves with its body, marked as well', async () => {
  await using way = await guarded();
  await way.http.request({ method: 'POST', path: '/login', body: '{"email":"a"}' });
  assert.deepEqual(way.seen, [{ method: 'POST', path: '/login', mark: 'run-7', body: '{"email":"a"}' }]);
});

test('nothing else reaches the system', async () => {
  await using way = await guarded();
  const send = async (method: string, path: string, headers = {}, body?: string) =>
    (await way.http.request({ method, path, headers, ...(body === undefined ? {} : { body }) })).status;
  assert.equal(await send('POST', '/jobs', {}, '{}'), 403);
  assert.equal(await send('DELETE', '/jobs/7'), 403);
  assert.equal(await send('PUT', '/login', {}, '{}'), 403);
  assert.equal(await send('GET', '/jobs/7', { 'x-http-method-override': 'DELETE' }), 403);
  assert.equal(await send('GET', '/_search', {}, '{"script":1}'), 403);
  assert.equal(await send('OPTIONS', '/jobs'), 403);
  // What is allowed for one path is allowed for no other that a server might take for it.
  assert.equal(await send('POST', '/login/../jobs', {}, '{}'), 403);
  assert.equal(await send('POST', '/login/', {}, '{}'), 403);
  assert.equal(await send('POST', '/%6cogin', {}, '{}'), 403);
  assert.deepEqual(way.seen, []);
  assert.ok((await way.guard.notes()).every(({ ruling }) => ruling === 'stopped'));
});

test('what pages are known to send is stopped too, and told apart', async () => {
  await using way = await guarded();
  await way.http.request({ method: 'POST', path: '/metrics/today', body: '{}' });
  assert.deepEqual(await rulings(way.guard), ['expected POST /metrics/today']);
  assert.deepEqual(way.seen, []);
});

test('a socket that would carry anything is stopped', async () => {
  await using way = await guarded();
  const { front, caPem } = way.guard;
  const upgrade = ask({
    host: front.host,
    port: front.httpsPort,
    servername: hostName,
    ca: caPem,
    path: '/live',
    headers: { connection: 'Upgrade', upgrade: 'websocket' },
  });
  const [answer] = (await once(upgrade.end(), 'response')) as [IncomingMessage];
  assert.equal(answer.statusCode, 403);
  answer.resume();
  assert.deepEqual(await rulings(way.guard), ['stopped GET /live']);
  assert.deepEqual(way.seen, []);
});

test('past the budget nothing leaves any more', async () => {
  await using way = await guarded({ ...usual, mostRequests: 3 });
  const asked = Array.from({ length: 6 }, (_, at) => way.http.request({ method: 'GET', path: `/${at}` }));
  await Promise.all(asked);
  assert.equal(way.seen.length, 3);
  assert.equal((await way.guard.notes()).filter(({ ruling }) => ruling === 'over-budget').length, 3);
});

test('an answer that breaks off is a failure of the system, and is noted with its reason', async () => {
  await using way = await guarded();
  await assert.rejects(way.http.request({ method: 'GET', path: '/breaks' }), /GET https:\/\/app\.example/u);
  const [note] = await way.guard.notes();
  assert.equal(note?.status, null);
  assert.notEqual(note?.failure ?? '', '');
});

test('a certificate that clients would not trust lets nothing through', async () => {
  const other = await createRunCertificates([hostName]);
  await using way = await guarded(usual, other.caPem);
  await assert.rejects(way.http.request({ method: 'GET', path: '/' }));
  assert.deepEqual(way.seen, []);
  assert.match((await way.guard.notes())[0]?.failure ?? '', /certificate/u);
});
