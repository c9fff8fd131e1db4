import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpClient, HttpRequest } from './http.ts';
import { sendRequest } from './session.ts';

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
