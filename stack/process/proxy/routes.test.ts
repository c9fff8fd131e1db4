import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathFor, routeFor } from './routes.ts';

const [page, api] = [
  { prefix: '/', port: 1 },
  { prefix: '/api/', port: 2, stripsPrefix: true },
];

test('the longest prefix wins', () => {
  assert.equal(routeFor([page, api], '/api/jobs?page=2'), api);
  assert.equal(routeFor([page, api], '/api'), page);
  assert.equal(routeFor([api], '/'), undefined);
});

test('a prefix is left out only where the front does so', () => {
  assert.equal(pathFor(page, '/api/jobs?page=2'), '/api/jobs?page=2');
  assert.equal(pathFor(api, '/api/jobs?page=2'), '/jobs?page=2');
  assert.equal(pathFor({ ...api, prefix: '/api' }, '/api/jobs'), '/jobs');
  assert.equal(pathFor({ ...api, prefix: '/api' }, '/api?page=2'), '/?page=2');
});
