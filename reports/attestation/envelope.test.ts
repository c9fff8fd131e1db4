import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { openEnvelope, parseEnvelope, preAuthenticationEncoding, sealEnvelope } from './envelope.ts';
import { keyId } from './keys.ts';

/** Ed25519 of the seed 00 01 02 … 1f, in PKCS8. */
const seed = Uint8Array.from({ length: 32 }, (_, index) => index);
const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
});

/** What securesystemslib 1.6.0 (Python, of in-toto and TUF) made with that key. */
const byPython = {
  payload:
    'eyJfdHlwZSI6ICJodHRwczovL2luLXRvdG8uaW8vU3RhdGVtZW50L3YxIiwgInN1YmplY3QiOiBbeyJuYW1lIjogInNob3BAMS4wLjAiLCAiZGlnZXN0IjogeyJzaGEyNTYiOiAiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYiJ9fV0sICJwcmVkaWNhdGVUeXBlIjogImh0dHBzOi8vaW4tdG90by5pby9hdHRlc3RhdGlvbi90ZXN0LXJlc3VsdC92MC4xIiwgInByZWRpY2F0ZSI6IHsicmVzdWx0IjogIlBBU1NFRCIsICJjb25maWd1cmF0aW9uIjogW3sibmFtZSI6ICJzaG9wIiwgInVyaSI6ICJwa2c6bnBtL3Nob3BAMS4wLjAifV0sICJwYXNzZWRUZXN0cyI6IFsic3RhY2sucmVhZHkiXSwgIndhcm5lZFRlc3RzIjogW10sICJmYWlsZWRUZXN0cyI6IFtdfX0=',
  payloadType: 'application/vnd.in-toto+json',
  signatures: [
    {
      keyid: '63d00ee3cf4f5c61ad94efa696c68f13b608fe56ecea13fb144a6fd18e9235b9',
      sig: 'zdTENjJ+VD7UdRG9gljwSRyFnzNw+wJzvrWeomyoHkvhzYRQoylvsVedo7dFfpgddYSkIJAMAqrkMi7Z90iXCw==',
    },
  ],
};

test('a key has the id that in-toto’s tools give to it', () => {
  assert.equal(keyId(key), byPython.signatures[0]?.keyid);
  assert.equal(keyId(createPublicKey(key)), byPython.signatures[0]?.keyid);
});

test('an envelope of another tool is opened, and the same payload is sealed to the same envelope', () => {
  const payload = openEnvelope(parseEnvelope(JSON.stringify(byPython)), createPublicKey(key));
  assert.match(
    payload.toString(),
    /"predicateType": "https:\/\/in-toto\.io\/attestation\/test-result\/v0\.1"/u,
  );
  assert.deepEqual(sealEnvelope(payload, key), byPython);
});

test('what is signed is the protocol’s own example, byte for byte', () => {
  const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world'));
  assert.equal(encoded.toString(), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world');
});

test('every changed bit of payload and signature is refused', () => {
  const publicKey = createPublicKey(key);
  const flip = (text: string, at: number): string => {
    const bytes = Buffer.from(text, 'base64');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes.toString('base64');
  };
  for (let at = 0; at < 64; at += 1) {
    const [{ keyid, sig } = { keyid: '', sig: '' }] = byPython.signatures;
    const signed = { ...byPython, signatures: [{ keyid, sig: flip(sig, at) }] };
    assert.throws(() => openEnvelope(signed, publicKey), { code: 'changed' });
    assert.throws(() => openEnvelope({ ...byPython, payload: flip(byPython.payload, at) }, publicKey), {
      code: 'changed',
    });
  }
});

test('the id of a key is a hint: with none, or a false one, the signature alone decides', () => {
  const [{ sig } = { sig: '' }] = byPython.signatures;
  for (const signatures of [[{ sig }], [{ keyid: 'another', sig }], [{ keyid: 'x', sig: 'AAAA' }, { sig }]]) {
    assert.ok(openEnvelope({ ...byPython, signatures }, createPublicKey(key)).length > 0);
  }
});
