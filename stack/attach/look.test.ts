import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import tls from 'node:tls';
import { after, before, describe, it } from 'node:test';
import { greet } from './greet.ts';
import { knock } from './knock.ts';
import { addressOf, lookUp } from './look-up.ts';
import { parsePlace } from './parse-place.ts';
import type { DeploymentDefect } from './rehearsal/defect.ts';
import { deployedCertificates } from './rehearsal/deployed-certificates.ts';
import { startNameServer, type NameServer } from './rehearsal/name-server.ts';
import { openDoor, ownAddress } from './rehearsal/public-address.ts';

const hostName = 'app.example.test';

async function greeted(certificate: NonNullable<DeploymentDefect['certificate']>) {
  const { certificatePem, keyPem, caPem } = await deployedCertificates([hostName], certificate);
  const server = tls.createServer(
    { cert: certificatePem, key: keyPem, ALPNProtocols: ['http/1.1'] },
    (socket) => socket.on('error', () => socket.destroy()),
  );
  server.on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  try {
    return await greet({ endpoint: { host: '127.0.0.1', port }, hostName, caPem });
  } finally {
    server.close();
  }
}

describe('a handshake', () => {
  it('with a whole chain for the name is trusted', async () => {
    const { untrusted, wrongName, application, names } = await greeted({});
    assert.deepEqual([untrusted, wrongName, application], [undefined, undefined, 'http/1.1']);
    assert.match(names, /app\.example\.test/u);
  });

  it('tells a chain that is cut short from a certificate of another', async () => {
    const cut = await greeted({ withoutIntermediate: true });
    assert.equal(cut.untrusted, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    assert.equal(cut.wrongName, undefined);
    const other = await greeted({ hostName: 'elsewhere.example' });
    assert.equal(other.untrusted, undefined);
    assert.match(other.wrongName ?? '', /elsewhere\.example/u);
  });

  it('sees an end that is past', async () => {
    const ended = await greeted({ daysLeft: -1 });
    assert.equal(ended.untrusted, 'CERT_HAS_EXPIRED');
    assert.ok(ended.validTo < new Date());
  });

  it('says what it waited for where nobody answers', async () => {
    const silent: Server = createServer();
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const asked = { endpoint: { host: '127.0.0.1', port }, hostName, caPem: '', timeoutMs: 200 };
    await assert.rejects(greet(asked), /expected a TLS server within 200 ms, got: no answer/u);
    silent.close();
  });
});

describe('a name', () => {
  let server: NameServer;
  before(async () => {
    server = await startNameServer({
      a: { [hostName]: '127.70.1.2' },
      caa: { 'example.test': 'ca.example' },
    });
  });
  after(() => server[Symbol.asyncDispose]());

  it('is looked up at the servers given; CAA records of the domain above count', async () => {
    assert.deepEqual(await lookUp(hostName, [server.address]), {
      a: ['127.70.1.2'],
      aaaa: [],
      caa: ['ca.example'],
      trouble: undefined,
    });
    assert.equal(await addressOf(hostName, [server.address]), '127.70.1.2');
  });

  it('that does not exist is an answer, and a server that is not there is trouble', async () => {
    const none = await lookUp('nobody.test', [server.address]);
    assert.deepEqual([none.a, none.trouble], [[], undefined]);
    assert.match((await lookUp(hostName, ['127.0.0.1:1'])).trouble ?? '', /A: E/u);
  });
});

describe('ports', () => {
  it('that answer are told, of a list and of no others', async () => {
    const host = ownAddress();
    await using open = await openDoor(host, 0, undefined);
    assert.deepEqual(await knock(host, [open.port, 1]), [open.port]);
    assert.deepEqual(await knock(host, [1]), []);
  });

  it('of a place are read with its host', () => {
    assert.deepEqual(parsePlace('[::1]:8443'), { host: '::1', port: 8443 });
    assert.deepEqual(parsePlace('app.example:443'), { host: 'app.example', port: 443 });
    for (const bad of ['app.example', 'a:b', 'https://a:1', 'a:70000'])
      assert.throws(() => parsePlace(bad), bad);
  });
});
