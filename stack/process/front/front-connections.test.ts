import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { readPointer } from '../../../targets/pointer.ts';
import { hostName, startFrontStage, type FrontStage } from '../fixtures/front-stage.ts';

describe('connections to the front', () => {
  let stage: FrontStage;
  before(async () => {
    stage = await startFrontStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('speaks HTTP/2 to those who ask for it', async () => {
    const session = connectHttp2(`https://${hostName}`, {
      createConnection: () =>
        connectTls({
          host: '127.0.0.1',
          port: stage.facts.front.httpsPort,
          servername: hostName,
          ca: stage.certificates.caPem,
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
    assert.equal(readPointer(JSON.parse(got.text), '/headers/host'), hostName);
    assert.equal(readPointer(JSON.parse(got.text), '/headers/:path'), undefined);
    assert.equal(readPointer(JSON.parse(sent.text), '/sizeBytes'), 3_000_000);
    assert.equal(refused.status, 502);
    session.close();
  });

  it('outlives clients that leave before their answer, over HTTP/1.1 and HTTP/2', async () => {
    const options = {
      host: '127.0.0.1',
      port: stage.facts.front.httpsPort,
      servername: hostName,
      ca: stage.certificates.caPem,
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
    const http = stage.open();
    assert.equal((await http.request({ method: 'GET', path: '/late' })).status, 200);
    assert.doesNotMatch(await stage.front.component.logs(), /Error/u);
  });

  it('passes an upgrade on', async () => {
    const socket = connectTls({
      host: '127.0.0.1',
      port: stage.facts.front.httpsPort,
      servername: hostName,
      ca: stage.certificates.caPem,
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
