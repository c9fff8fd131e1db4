import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { UsageError } from '../command.ts';
import { readPhoneRequest, readPublicKey } from './phone-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-phone-request-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const rsa = join(folder, 'rsa.pem');
const pem = { type: 'pkcs8', format: 'pem' } as const;
writeFileSync(rsa, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(pem));
const none = join(folder, 'none.pem');

const wrong = [
  [{ listen: 'localhost' }, /--listen: expected an address .* got "localhost"/u],
  [{ listen: 'localhost:8443' }, /--listen/u],
  [{ listen: '127.0.0.1:70000' }, /--listen/u],
  [{ url: 'http://phone.example.com' }, /--url: expected the address of a proxy/u],
  [{ url: 'https://phone.example.com/p' }, /--url/u],
  [{ minutes: '0' }, /--minutes: expected a whole number from 1 to 240, got "0"/u],
  [{ minutes: 'ten' }, /--minutes/u],
  [{ certificate: none, 'certificate-key': none }, /--certificate: expected a PEM file, cannot read/u],
  [{ certificate: rsa }, /expected both or none, got one/u],
  [
    { certificate: rsa, 'certificate-key': rsa, url: 'https://p.example' },
    /--url: expected a proxy .* got both/u,
  ],
  [{ 'signing-key': rsa }, /--signing-key: expected an Ed25519 key, got rsa/u],
] as const;

for (const [values, message] of wrong) {
  test(`golive phone ${Object.keys(values).join(' ')}: ${message.source}`, () => {
    assert.throws(
      () => readPhoneRequest(values),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  });
}

test('a public key that is none is refused; without a flag nothing is asked of it', () => {
  writeFileSync(join(folder, 'text.pem'), 'no key\n');
  assert.throws(
    () => readPublicKey({ 'public-key': join(folder, 'text.pem') }),
    /--public-key: expected an Ed25519 key/u,
  );
  assert.equal(readPublicKey({}), undefined);
});

test('an address of version 6 is listened on by its brackets', () => {
  const { host, port } = readPhoneRequest({ listen: '[::1]:8443' });
  assert.deepEqual({ host, port }, { host: '::1', port: 8443 });
});
