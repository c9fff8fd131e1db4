import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proxyLine } from './proxy-line.ts';

test('the front is told the client’s own address and port', () => {
  const comer = { remoteAddress: '127.0.3.7', remotePort: 50_123, localAddress: '127.0.0.1' };
  assert.equal(proxyLine(comer, 443), 'PROXY TCP4 127.0.3.7 127.0.0.1 50123 443\r\n');
});

test('whoever has left is said to be unknown', () => {
  assert.equal(proxyLine({ remoteAddress: undefined }, 443), 'PROXY UNKNOWN\r\n');
});
