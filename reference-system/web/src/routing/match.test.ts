import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchPath } from './match.ts';

test('a fixed address matches itself and nothing longer', () => {
  assert.deepEqual(matchPath('/work-orders', '/work-orders'), {});
  assert.deepEqual(matchPath('/', '/'), {});
  assert.equal(matchPath('/work-orders', '/work-orders/1'), null);
});

test('a parameter is taken and decoded; bad encoding is left as it is', () => {
  assert.deepEqual(matchPath('/inventory/:id', '/inventory/a%20b'), { id: 'a b' });
  assert.deepEqual(matchPath('/inventory/:id', '/inventory/%E0%A4%A'), { id: '%E0%A4%A' });
});
