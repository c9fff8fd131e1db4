import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import type { SpokenCipher } from '../../stack/attach/try-tls.ts';
import { gradeTls, isAtLeast, keyBitsOf, type Grade, type SeenTls } from './tls-grade.ts';

const x25519 = { type: 'X25519', bits: 253 };
const modern: readonly SpokenCipher[] = [
  { version: 'TLSv1.2', name: 'ECDHE-RSA-AES128-GCM-SHA256', ephemeral: x25519 },
  { version: 'TLSv1.3', name: 'TLS_AES_256_GCM_SHA384', ephemeral: x25519 },
];
const certificate: SeenTls['certificate'] = {
  keyType: 'rsa',
  keyBits: 2_048,
  signature: 'sha256WithRSAEncryption',
  untrusted: undefined,
  wrongName: undefined,
};
const good: SeenTls = { ciphers: modern, ssl3: false, certificate, hstsS: 31_536_000 };
const also = (version: SpokenCipher['version'], name: string, ephemeral = x25519): SeenTls => ({
  ...good,
  ciphers: [...modern, { version, name, ephemeral }],
});

const cases: readonly (readonly [string, SeenTls, Grade])[] = [
  ['modern suites and a long HSTS', good, 'A+'],
  ['no HSTS', { ...good, hstsS: 0 }, 'A'],
  ['an HSTS of a day', { ...good, hstsS: 86_400 }, 'A'],
  ['TLS 1.0 as well', also('TLSv1', 'ECDHE-RSA-AES128-SHA'), 'B'],
  ['TLS 1.1 as well', also('TLSv1.1', 'ECDHE-RSA-AES128-SHA'), 'B'],
  ['SSL 3.0 as well', { ...good, ssl3: true }, 'B'],
  ['3DES with TLS 1.2', also('TLSv1.2', 'ECDHE-RSA-DES-CBC3-SHA'), 'C'],
  ['RC4 with TLS 1.2', also('TLSv1.2', 'ECDHE-RSA-RC4-SHA'), 'C'],
  ['a suite that hides nothing', also('TLSv1.2', 'NULL-SHA256'), 'F'],
  ['a suite without a certificate', also('TLSv1.2', 'ADH-AES256-SHA'), 'F'],
  ['DH with 1,024 bits', also('TLSv1.2', 'DHE-RSA-AES128-GCM-SHA256', { type: 'DH', bits: 1_024 }), 'B'],
  ['a certificate’s key of 1,024 bits', { ...good, certificate: { ...certificate, keyBits: 1_024 } }, 'B'],
  ['a P-256 key', { ...good, certificate: { ...certificate, keyType: 'ec', keyBits: 256 } }, 'A+'],
  ['a chain that nobody trusts', { ...good, certificate: { ...certificate, untrusted: 'SELF_SIGNED' } }, 'T'],
  ['another name', { ...good, certificate: { ...certificate, wrongName: 'not for it' } }, 'M'],
  [
    'no forward secrecy',
    { ...good, ciphers: [{ version: 'TLSv1.2', name: 'AES128-GCM-SHA256', ephemeral: undefined }] },
    'B',
  ],
  [
    'TLS 1.1 alone',
    { ...good, ciphers: [{ version: 'TLSv1.1', name: 'ECDHE-RSA-AES128-SHA', ephemeral: x25519 }] },
    'C',
  ],
  ['nothing', { ...good, ciphers: [] }, 'F'],
];

for (const [name, seen, grade] of cases) {
  test(`${name}: ${grade}`, () => {
    const graded = gradeTls(seen);
    assert.equal(graded.grade, grade, JSON.stringify(graded));
    if (grade !== 'A+') assert.ok(graded.caps.length > 0);
  });
}

const keys: readonly (readonly [string, KeyObject, number])[] = [
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey, 2_048],
  ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey, 256],
  ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey, 384],
  ['Ed25519', generateKeyPairSync('ed25519').publicKey, 256],
];

for (const [name, key, bits] of keys) {
  test(`a key of ${name} has ${bits} bits`, () => {
    assert.equal(keyBitsOf(key), bits);
  });
}

test('A+ is better than A, and everything is better than another name', () => {
  assert.ok(isAtLeast('A+', 'A'));
  assert.ok(!isAtLeast('A', 'A+'));
  assert.ok(!isAtLeast('M', 'C'));
});
