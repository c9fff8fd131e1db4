import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenOf } from './token-of.ts';

const answer = (cookies: string | readonly string[] | undefined, body: unknown = {}) => ({
  headers: { 'set-cookie': cookies },
  json: () => body,
});

test('a token is read where the target says that it is: in the JSON', () => {
  assert.equal(tokenOf(answer(undefined, { data: { token: 'abc' } }), '/data/token'), 'abc');
  assert.equal(tokenOf(answer('token=other', {}), '/data/token'), '');
});

test('or in a cookie, whichever others are set, and the last of its name', () => {
  const cookie = { cookie: 'session' };
  assert.equal(tokenOf(answer('session=a.b-c_d=; Path=/; HttpOnly'), cookie), 'a.b-c_d=');
  assert.equal(tokenOf(answer(['csrf=1', 'session=old', 'session="new"; Secure']), cookie), 'new');
  assert.equal(tokenOf(answer(['session=; Max-Age=0']), cookie), '');
  for (const none of [undefined, 'sessions=1', 'x=session=1'])
    assert.equal(tokenOf(answer(none), cookie), '');
});
