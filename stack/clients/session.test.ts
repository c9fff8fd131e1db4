import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpClient, HttpRequest } from './http.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { sendRequest, signIn } from './session.ts';

async function sent(request: Parameters<typeof sendRequest>[1]): Promise<HttpRequest | undefined> {
  let seen: HttpRequest | undefined;
  const http: HttpClient = {
    request: (asked) => {
      seen = asked;
      return Promise.reject(new Error('nobody answers'));
    },
    close: () => Promise.resolve(),
  };
  await sendRequest(http, request, { password: 'a&b=c d' }, {}).catch(() => undefined);
  return seen;
}

test('a body is sent as JSON', async () => {
  const request = await sent({ method: 'POST', path: '/login', body: { password: '{password}' } });
  assert.equal(request?.body, '{"password":"a&b=c d"}');
  assert.equal(request.headers?.['content-type'], 'application/json');
});

test('a form is sent as a form, its values escaped', async () => {
  const request = await sent({ method: 'POST', path: '/login', form: { password: '{password}' } });
  assert.equal(request?.body, 'password=a%26b%3Dc+d');
  assert.equal(request.headers?.['content-type'], 'application/x-www-form-urlencoded');
});

test('without either there is no body', async () => {
  assert.equal((await sent({ method: 'GET', path: '/' }))?.body, undefined);
});

test('an account that the API lets nobody log in to is spoken for by the token that it was given', async () => {
  const target = await loadTarget(targetFile('reference'));
  const sent: HttpRequest[] = [];
  const http: HttpClient = {
    request: (asked) => {
      sent.push(asked);
      const answer = { status: 404, headers: {}, text: '', header: () => '', json: () => ({}) };
      return Promise.resolve({ ...answer, bytes: Buffer.alloc(0), durationMs: 1 });
    },
    close: () => Promise.resolve(),
  };
  const account = { email: 'a@b.example', password: 'none' };
  const role = target.roles[0]?.id ?? '';
  await assert.rejects(signIn(http, { target, role, account }), /sign-in as/u);
  const session = await signIn(http, { target, role, account: { ...account, token: 'given' } });
  assert.deepEqual([session.token, session.refreshToken], ['given', undefined]);
  assert.equal(sent.length, 2);
});
