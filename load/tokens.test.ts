import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoadError } from './load-error.ts';
import { signInAll } from './tokens.ts';

test('every user has a session of their own, in order', async () => {
  let under = 0;
  let most = 0;
  const tokens = await signInAll({
    users: 9,
    concurrency: 3,
    signIn: async (user) => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setImmediate(resolve));
      under--;
      return `token-${user}`;
    },
  });
  assert.deepEqual(
    tokens,
    Array.from({ length: 9 }, (_, user) => `token-${user}`),
  );
  assert.ok(most <= 3);
});

test('a user who cannot sign in is named, and the cause kept', async () => {
  const cause = new Error('status 401');
  const signIn = (user: number) => (user === 4 ? Promise.reject(cause) : Promise.resolve('t'));
  await assert.rejects(signInAll({ users: 9, signIn }), (error: unknown) => {
    assert.ok(error instanceof LoadError);
    assert.equal(error.code, 'sign-in-failed');
    assert.match(error.message, /load user 4: expected a session, got: status 401/);
    assert.equal(error.cause, cause);
    return true;
  });
});

test('an empty token is no session', async () => {
  await assert.rejects(signInAll({ users: 1, signIn: () => Promise.resolve('') }), {
    code: 'sign-in-failed',
  });
});
