import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoadError } from './load-error.ts';
import { Renewals, signInAll } from './tokens.ts';

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

test('a session is renewed before it ends, and the ones after it in turn', async () => {
  const tokens = ['a0', 'b0'];
  let signedIn = 0;
  const renewals = new Renewals(tokens, 0.2, (user) => Promise.resolve(`${'ab'[user]}${++signedIn}`));
  const told: [number, string][] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const startedAt = performance.now();
  const end = renewals.tell((user, token) => {
    told.push([user, token]);
    if (told.length === 4) resolve();
  });
  await promise;
  end();
  assert.ok(performance.now() - startedAt >= 270, 'two lives of 0.2 s, each renewed at 0.14 s');
  assert.deepEqual(told, [
    [0, 'a1'],
    [1, 'b2'],
    [0, 'a3'],
    [1, 'b4'],
  ]);
  assert.deepEqual(tokens, ['a3', 'b4']);
});
