import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostInUrl, plainHost, serverNameOf } from './url-host.ts';

test('an IPv6 address stands in brackets in a URL, is told to sockets without them, and is no server name', () => {
  assert.equal(hostInUrl('::1'), '[::1]');
  assert.equal(hostInUrl('[::1]'), '[::1]');
  assert.equal(new URL(`https://${hostInUrl('2001:db8::7')}/`).hostname, '[2001:db8::7]');
  assert.equal(plainHost('[2001:db8::7]'), '2001:db8::7');
  assert.deepEqual(['[::1]', '::1', '203.0.113.7'].map(serverNameOf), ['', '', '']);
});

test('a name is the same everywhere', () => {
  for (const act of [hostInUrl, plainHost, serverNameOf])
    assert.equal(act('app.example.com'), 'app.example.com');
});
