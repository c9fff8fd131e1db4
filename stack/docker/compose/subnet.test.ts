import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rangeOf } from './subnet.ts';

const number = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

test('a net is the addresses that share its first bits', () => {
  const all = { from: number('10.20.0.0'), to: number('10.20.255.255') };
  assert.deepEqual(rangeOf('10.20.30.40/16'), [all]);
  const one = number('192.168.7.9');
  assert.deepEqual(rangeOf('192.168.7.9'), [{ from: one, to: one }]);
});

test('what is no IPv4 takes none of its addresses', () => {
  assert.deepEqual(rangeOf('fe80::1/64'), []);
});
