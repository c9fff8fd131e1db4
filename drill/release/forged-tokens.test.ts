import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { forgeries, knownKeys, partsOf, signerOf } from './forged-tokens.ts';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenBy = (key: string | Buffer): string => {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: '1', exp: 2_000_000_000 })}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
};
const partsBy = (key: string | Buffer) => {
  const parts = partsOf(tokenBy(key));
  assert.ok(parts);
  return parts;
};

test('a key that a source names is found to be the signer, with its place', () => {
  const text = "export const config = {\n  jwtSecret: process.env.JWT_SECRET || 'orchard-street-12',\n};";
  const keys = knownKeys({ files: [{ path: 'config.js', text }], isRepository: true });
  assert.equal(signerOf(partsBy('orchard-street-12'), keys)?.place, 'config.js:2');
});

test('a key that everybody tries is found without any source', () => {
  assert.match(signerOf(partsBy('your-256-bit-secret'), knownKeys(undefined))?.place ?? '', /first guesses/u);
});

test('a key that is written in base64 is tried as its bytes as well', () => {
  const key = Buffer.alloc(32, 7);
  const keys = [{ key: key.toString('base64'), place: 'here' }];
  assert.equal(signerOf(partsBy(key), keys)?.place, 'here');
});

test('a key that nobody knows is no known one', () => {
  assert.equal(signerOf(partsBy('8Zk2vQ-nobody-knows-this'), knownKeys(undefined)), undefined);
});

test('no forgery is the token itself, each has an end a day later, and none but the last is rightly signed', () => {
  const key = { key: 'orchard-street-12', place: 'config.js:2' };
  const parts = partsBy(key.key);
  const forged = forgeries(parts, key);
  assert.ok(forged.length >= 7);
  for (const [what, token] of forged) {
    const [head = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { exp: number };
    assert.equal(claims.exp, 2_000_086_400, what);
    const right = createHmac('sha256', key.key).update(`${head}.${payload}`).digest('base64url');
    assert.equal(signature === right, what.includes('config.js:2'), what);
  }
});

test('a token of no three parts carries nothing', () => {
  assert.equal(partsOf('9f86d081884c7d659a2feaa0c55ad015'), undefined);
  assert.equal(partsOf('a.b.c'), undefined);
});
