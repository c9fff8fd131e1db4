import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { brotliDecompressSync } from 'node:zlib';
import { createRunCertificates, type RunCertificates } from '../../certificates.ts';
import { openHttp, type HttpClient, type HttpOptions } from '../../clients/http.ts';
import { freePort } from '../../ports.ts';
import { createReaper, type Reaper } from '../../reaper/reaper.ts';
import type { Route } from '../proxy/routes.ts';
import { createFront, type Front } from './front.ts';

const hostName = 'app.front.example';
const twelveMegabytes = 12 * 1024 * 1024;

/** Says what reached it; `/echo` hashes the body, `/large` answers 12 MB, `/cut` breaks off. */
function application(name: string): Server {
  const server = createServer((request, response) => {
    response.setHeader('x-served-by', name);
    if (request.url === '/hang') return;
    if (request.url === '/late') setTimeout(() => response.end(name), 600);
    else if (request.url === '/large') response.end(Buffer.alloc(twelveMegabytes, 7));
    else if (request.url === '/cut')
      response.writeHead(200, { 'content-length': 100 }).write('begun', () => response.destroy());
    else if (request.url === '/text')
      response.setHeader('content-type', 'text/html').setHeader('etag', '"1"').end('word '.repeat(1_000));
    else echo(request, response);
  });
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n');
    socket.pipe(socket);
  });
  return server;
}

function echo(request: IncomingMessage, response: ServerResponse): void {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  request.on('data', (piece: Buffer) => {
    hash.update(piece);
    sizeBytes += piece.length;
  });
  request.on('end', () => {
    response.setHeader('set-cookie', ['a=1', 'b=2']);
    response.setHeader('x-frame-options', 'ALLOWALL');
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, sizeBytes, sha256: hash.digest('hex') }));
  });
}

async function listen(server: Server): Promise<number> {
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return port;
}

function read(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (here, key) => (typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined),
    value,
  );
}

describe('the front', () => {
  const first = application('first');
  const second = application('second');
  const clients: HttpClient[] = [];
  let reaper: Reaper;
  let front: Front;
  let routes: readonly Route[];
  let certificates: RunCertificates;
  let facts: HttpOptions['facts'];
  let ports: { readonly first: number; readonly second: number };
  const open = (options: Partial<HttpOptions> = {}): HttpClient => {
    const client = openHttp({ facts, access: { caPem: certificates.caPem }, ...options });
    clients.push(client);
    return client;
  };

  before(async () => {
    reaper = await createReaper({ run: `test-front-${randomBytes(4).toString('hex')}` });
    certificates = await createRunCertificates([hostName]);
    ports = { first: await listen(first), second: await listen(second) };
    const [httpsPort, httpPort] = [await freePort(), await freePort()];
    facts = { hostName, front: { host: '127.0.0.1', httpsPort, httpPort } };
    routes = [
      { prefix: '/', port: ports.first },
      { prefix: '/api', port: ports.second },
      { prefix: '/down', port: await freePort() },
    ];
    front = createFront({
      spawn: reaper.spawn,
      logFolder: await reaper.makeFolder('front-test'),
      plan: {
        addHeaders: { 'X-Frame-Options': 'DENY', 'Strict-Transport-Security': 'max-age=1' },
        source: 'test',
        maxBodyBytes: 20_000_000,
        compress: true,
      },
      hostName,
      certificates,
      httpsPort,
      httpPort,
      routes,
      upstreamTimeoutMs: 1_500,
    });
    await front.component.start();
  });
  after(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await front?.component.stop();
    await reaper?.close();
    for (const server of [first, second]) {
      server.close();
      server.closeAllConnections();
    }
  });

  it('redirects plain HTTP to the production name, a write as a write', async () => {
    const http = open({ plain: true });
    const got = await http.request({ method: 'GET', path: '/jobs?page=2' });
    assert.equal(got.status, 301);
    assert.equal(got.headers['location'], `https://${hostName}/jobs?page=2`);
    assert.equal(got.headers['strict-transport-security'], undefined);
    assert.equal(got.headers['x-frame-options'], 'DENY');
    assert.equal((await http.request({ method: 'POST', path: '/jobs', body: 'x' })).status, 308);
  });

  it('sends each path to the process of its longest prefix', async () => {
    const http = open();
    const servedBy = async (path: string) =>
      (await http.request({ method: 'GET', path })).headers['x-served-by'];
    assert.equal(await servedBy('/'), 'first');
    assert.equal(await servedBy('/ap'), 'first');
    assert.equal(await servedBy('/api/jobs'), 'second');
  });

  it('says who asked, and appends to what was said before', async () => {
    const http = open({ sourceAddress: '127.0.0.77' });
    const answer = await http.request({
      method: 'GET',
      path: '/',
      headers: { 'x-forwarded-for': '10.0.0.1', connection: 'keep-alive', 'x-own': 'kept' },
    });
    const headers = (name: string) => read(answer.json(), 'headers', name);
    assert.equal(headers('x-forwarded-for'), '10.0.0.1, 127.0.0.77');
    assert.equal(headers('x-forwarded-proto'), 'https');
    assert.equal(headers('host'), hostName);
    assert.equal(headers('x-own'), 'kept');
    assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
    assert.equal(answer.headers['x-frame-options'], 'DENY');
  });

  it('streams 12 MB both ways, plain and as a form', async () => {
    const http = open();
    const body = randomBytes(twelveMegabytes);
    const sent = await http.request({ method: 'POST', path: '/api/photos', body });
    assert.equal(read(sent.json(), 'sha256'), createHash('sha256').update(body).digest('hex'));
    assert.equal((await http.request({ method: 'GET', path: '/large' })).bytes.length, twelveMegabytes);
    const form = new FormData();
    form.append('photo', new Blob([body]), 'photo.jpg');
    const added = await http.request({ method: 'PUT', path: '/', body: form });
    assert.ok(Number(read(added.json(), 'sizeBytes')) > twelveMegabytes);
  });

  it('refuses a body over the limit with 413, and goes on', async () => {
    const http = open();
    const answer = await http.request({ method: 'POST', path: '/', body: Buffer.alloc(20_000_001) });
    assert.equal(answer.status, 413);
    assert.equal(answer.headers['x-frame-options'], 'DENY');
    assert.equal((await http.request({ method: 'GET', path: '/' })).status, 200);
  });

  it('answers 502 when nobody listens, 504 when nobody answers, and cuts what was cut', async () => {
    const http = open();
    assert.equal((await http.request({ method: 'GET', path: '/down' })).status, 502);
    assert.equal((await http.request({ method: 'POST', path: '/down', body: 'x' })).status, 502);
    assert.equal((await http.request({ method: 'GET', path: '/hang' })).status, 504);
    await assert.rejects(http.request({ method: 'GET', path: '/cut' }), /expected an answer/u);
    assert.match(await front.component.logs(), /502 GET \/down: .*ECONNREFUSED/u);
  });

  it('compresses text, for those who take it', async () => {
    const http = open();
    const packed = await http.request({
      method: 'GET',
      path: '/text',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    assert.equal(packed.headers['content-encoding'], 'br');
    assert.equal(brotliDecompressSync(packed.bytes).length, 5_000);
    assert.equal(packed.text.length, 5_000);
    assert.equal(packed.headers['etag'], 'W/"1"');
    assert.equal(
      (await http.request({ method: 'GET', path: '/text' })).headers['content-encoding'],
      undefined,
    );
  });

  it('goes elsewhere without dropping what is under way', async () => {
    const http = open();
    const late = http.request({ method: 'GET', path: '/late' });
    await http.request({ method: 'GET', path: '/' });
    await front.reroute([{ prefix: '/', port: ports.second }]);
    assert.equal((await http.request({ method: 'GET', path: '/' })).headers['x-served-by'], 'second');
    assert.equal((await late).text, 'first');
    await front.reroute(routes);
    await front.component.kill();
    await front.component.start();
    assert.equal((await http.request({ method: 'GET', path: '/' })).headers['x-served-by'], 'first');
  });

  it('speaks HTTP/2 to those who ask for it', async () => {
    const session = connectHttp2(`https://${hostName}`, {
      createConnection: () =>
        connectTls({
          host: '127.0.0.1',
          port: facts.front.httpsPort,
          servername: hostName,
          ca: certificates.caPem,
          ALPNProtocols: ['h2'],
        }),
    });
    const ask = (method: string, path: string, body?: Buffer) =>
      new Promise<{ status: number; text: string }>((resolve, reject) => {
        const stream = session.request(
          { ':method': method, ':path': path, ':authority': hostName },
          { endStream: body === undefined },
        );
        const pieces: Buffer[] = [];
        let status = 0;
        stream.on('response', (headers) => (status = Number(headers[':status'])));
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('error', reject);
        stream.on('end', () => resolve({ status, text: Buffer.concat(pieces).toString() }));
        if (body !== undefined) stream.end(body);
      });
    const [got, sent, refused] = await Promise.all([
      ask('GET', '/x'),
      ask('DELETE', '/x', Buffer.alloc(3_000_000)),
      ask('GET', '/down'),
    ]);
    assert.equal(read(JSON.parse(got.text), 'headers', 'host'), hostName);
    assert.equal(read(JSON.parse(got.text), 'headers', ':path'), undefined);
    assert.equal(read(JSON.parse(sent.text), 'sizeBytes'), 3_000_000);
    assert.equal(refused.status, 502);
    session.close();
  });

  it('outlives clients that leave before their answer, over HTTP/1.1 and HTTP/2', async () => {
    const options = {
      host: '127.0.0.1',
      port: facts.front.httpsPort,
      servername: hostName,
      ca: certificates.caPem,
    };
    for (let index = 0; index < 40; index += 1) {
      const socket = connectTls(options);
      socket.on('error', () => undefined);
      await once(socket, 'secureConnect');
      socket.write(`GET ${index % 2 === 0 ? '/large' : '/late'} HTTP/1.1\r\nhost: ${hostName}\r\n\r\n`);
      setTimeout(() => socket.destroy(), index % 8);
    }
    const session = connectHttp2(`https://${hostName}`, {
      createConnection: () => connectTls({ ...options, ALPNProtocols: ['h2'] }),
    });
    session.on('error', () => undefined);
    for (const path of ['/late', '/large', '/late'])
      session.request({ ':path': path }).on('error', () => undefined);
    await once(session, 'connect');
    setTimeout(() => session.destroy(), 5);
    await once(session, 'close');
    const http = open();
    assert.equal((await http.request({ method: 'GET', path: '/late' })).status, 200);
    assert.doesNotMatch(await front.component.logs(), /Error/u);
  });

  it('passes an upgrade on', async () => {
    const socket = connectTls({
      host: '127.0.0.1',
      port: facts.front.httpsPort,
      servername: hostName,
      ca: certificates.caPem,
    });
    socket.write(
      `GET /socket HTTP/1.1\r\nhost: ${hostName}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n`,
    );
    let seen = '';
    for await (const piece of socket) {
      if (seen === '') socket.write('ping');
      seen += String(piece);
      if (seen.endsWith('ping')) break;
    }
    assert.match(seen, /^HTTP\/1\.1 101 [\s\S]*ping$/u);
  });
});
