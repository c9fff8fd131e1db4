import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readServerConfig } from './config.ts';
import { imageTypeOf } from './image-type.ts';
import { labourLine } from './invoices.ts';
import { createRateLimit } from './rate-limit.ts';
import { searchWords } from './search-words.ts';

test('a bucket lets its number through, then one for each part of the minute', () => {
  let now = 0;
  const limit = createRateLimit(60, () => now);
  for (let call = 0; call < 60; call += 1) assert.equal(limit.take('a'), 0);
  assert.equal(limit.take('a'), 1);
  assert.equal(limit.take('b'), 0);
  now += 1_000;
  assert.equal(limit.take('a'), 0);
  assert.equal(limit.take('a'), 1);
});

test('what people type becomes a query that PostgreSQL can read', () => {
  assert.equal(searchWords('  fuse-board  O’Rourke '), `'fuse':* & 'board':* & 'O’Rourke':*`);
  assert.equal(searchWords(`'; drop (a|b)`), `'drop':* & 'a|b':*`);
  assert.equal(searchWords(' -- '), null);
});

test('pictures are known by their first bytes', () => {
  assert.equal(imageTypeOf(Buffer.from('ffd8ffe0', 'hex')), 'image/jpeg');
  assert.equal(imageTypeOf(Buffer.from('RIFF0000WAVE')), null);
  assert.equal(imageTypeOf(Buffer.from('RIFF0000WEBP')), 'image/webp');
});

test('minutes become whole cents', () => {
  assert.equal(labourLine(60).totalCents, 6_800);
  assert.equal(labourLine(1).totalCents, 113);
});

const good = {
  PORT: '8080',
  PUBLIC_ORIGIN: 'https://app.fieldbook.example',
  DATABASE_URL: 'postgres://fieldbook:s3cr3t@127.0.0.1/fieldbook',
  S3_ENDPOINT: 'http://127.0.0.1:7070',
  S3_REGION: 'eu-central-1',
  S3_BUCKET: 'photos',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'a-real-secret',
  JWT_SECRET: 'f3b1c9d4e8a7650213f3b1c9d4e8a765',
};

test('the server refuses to start on a missing, short or placeholder value, and does not print it', () => {
  assert.equal(readServerConfig(good).API_LIMIT_PER_MINUTE, 600);
  for (const name of Object.keys(good))
    assert.throws(
      () => readServerConfig({ ...good, [name]: undefined }),
      new RegExp(`${name}: expected .*not set`),
    );
  const refused: [string, string][] = [
    ['JWT_SECRET', 'too short'],
    ['JWT_SECRET', 'please-change-me-please-change-me-now'],
    ['S3_SECRET_ACCESS_KEY', 'changeme'],
    ['DATABASE_URL', 'mysql://x'],
    ['PUBLIC_ORIGIN', 'https://app.fieldbook.example/path'],
  ];
  for (const [name, value] of refused) {
    assert.throws(
      () => readServerConfig({ ...good, [name]: value }),
      (error: Error) => error.message.includes(name) && !error.message.includes(value),
    );
  }
});
