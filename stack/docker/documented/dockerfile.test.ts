import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basesOf, standingOn } from './dockerfile.ts';

const text = [
  'ARG NODE="24"',
  'ARG TAG',
  'FROM --platform=linux/amd64 node:${NODE}-slim AS build',
  'ARG NODE=9',
  'RUN true',
  'from build',
  'FROM nginx:${TAG:-1} AS front',
  'FROM scratch',
  'COPY --from=build /x /x',
].join('\n');

test('a Dockerfile stands on the images that its stages begin with, by its variables', () => {
  assert.deepEqual(basesOf(text), ['node:24-slim', 'nginx:1']);
  assert.deepEqual(basesOf(text, { NODE: '22', TAG: '1.27' }), ['node:22-slim', 'nginx:1.27']);
});

test('only what it stands on is replaced', () => {
  const other = standingOn(text, { 'node:24-slim': 'local/node:24' }).split('\n');
  const changed = other.filter((line, at) => line !== text.split('\n')[at]);
  assert.deepEqual(changed, ['FROM local/node:24 AS build']);
  assert.equal(standingOn(text, {}), text);
});
