import assert from 'node:assert/strict';
import { X509Certificate, createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import tls from 'node:tls';
import { CertificateError, createRunCertificates, type RunCertificates } from './certificates.ts';

async function handshake(
  certificates: RunCertificates,
  client: { readonly servername?: string; readonly host?: string; readonly ca?: string },
): Promise<string> {
  const server = tls.createServer({ cert: certificates.certificatePem, key: certificates.keyPem }, (socket) =>
    socket.on('error', () => socket.destroy()).end('hello'),
  );
  server.on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = tls.connect({ host: '127.0.0.1', ca: certificates.caPem, port, ...client });
  try {
    await once(socket, 'secureConnect');
    return String(socket.getPeerX509Certificate()?.subjectAltName);
  } finally {
    socket.destroy();
    server.close();
  }
}

test('a client that trusts the run authority accepts the production name and 127.0.0.1', async () => {
  const certificates = await createRunCertificates(['app.example.test', 'objects.example.test']);
  const names = await handshake(certificates, { servername: 'app.example.test' });
  assert.equal(names, 'DNS:app.example.test, DNS:objects.example.test, IP Address:127.0.0.1');
  await handshake(certificates, { servername: 'objects.example.test' });
  await handshake(certificates, {});
});

test('another host name is refused', async () => {
  const certificates = await createRunCertificates(['app.example.test']);
  await assert.rejects(handshake(certificates, { servername: 'evil.example.test' }), {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
});

test('a client that trusts another run is refused: each run has an authority of its own', async () => {
  const [one, other] = await Promise.all([
    createRunCertificates(['app.example.test']),
    createRunCertificates(['app.example.test']),
  ]);
  await assert.rejects(
    handshake(one, { servername: 'app.example.test', ca: other.caPem }),
    /self-signed|unable/,
  );
});

test('the SPKI digest is that of the leaf, and both certificates end together', async () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const certificates = await createRunCertificates(['app.example.test'], { now, validDays: 2 });
  const leaf = new X509Certificate(certificates.certificatePem);
  const spki = leaf.publicKey.export({ type: 'spki', format: 'der' });
  assert.equal(certificates.spkiSha256Base64, createHash('sha256').update(spki).digest('base64'));
  assert.equal(certificates.notAfter.toISOString(), '2026-03-03T12:00:00.000Z');
  assert.equal(leaf.validToDate.toISOString(), certificates.notAfter.toISOString());
  assert.equal(new X509Certificate(certificates.caPem).ca, true);
});

test('a missing or malformed host name is one clear sentence', async () => {
  await assert.rejects(
    createRunCertificates([]),
    new CertificateError('no-host-names', 'expected at least one host name, got none'),
  );
  for (const bad of ['https://app.example.test', 'App.example.test', 'app.example.test:443', '']) {
    await assert.rejects(createRunCertificates([bad]), { code: 'bad-host-name' }, bad);
  }
});
