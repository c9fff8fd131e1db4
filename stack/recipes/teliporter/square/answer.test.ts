import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPointer } from '../../../../targets/pointer.ts';
import { accessTokenOf, answerAsSquare } from './answer.ts';

const settings = {
  redirectUri: 'https://app.example/api/v1/square/callback',
  applicationId: 'app',
  applicationSecret: 'secret',
};

function ask(method: string, path: string, more: { body?: unknown; token?: string; query?: string } = {}) {
  return answerAsSquare(
    {
      host: 'connect.squareup.com',
      method,
      path,
      query: new URLSearchParams(more.query),
      headers: more.token === undefined ? {} : { authorization: `Bearer ${more.token}` },
      body: more.body === undefined ? '' : JSON.stringify(more.body),
    },
    settings,
  );
}

test('the browser is sent back to the registered address, with the state that it came with', () => {
  const page = ask('GET', '/oauth2/authorize', { query: 'client_id=app&state=a%26b' });
  assert.match(
    String(page.body),
    /href="https:\/\/app\.example\/api\/v1\/square\/callback\?code=code-of-MERCHANT-NEW/u,
  );
  assert.match(String(page.body), /state=a%26b"/u);
  assert.equal(ask('GET', '/oauth2/authorize', { query: 'client_id=other' }).status, 400);
});

test('a code is worth a token to the application alone', () => {
  const sent = { client_id: 'app', client_secret: 'secret', code: 'code-of-MERCHANT-NEW' };
  const answer = ask('POST', '/oauth2/token', { body: sent });
  assert.equal(readPointer(answer.body, '/access_token'), accessTokenOf('MERCHANT-NEW'));
  assert.equal(ask('POST', '/oauth2/token', { body: { ...sent, client_secret: 'guess' } }).status, 401);
});

test('orders are those of the time that is asked for, and the same each time', () => {
  const between = (start: string, end: string) => ({
    location_ids: ['LOC-LEEDS', 'LOC-YORK'],
    query: { filter: { date_time_filter: { closed_at: { start_at: start, end_at: end } } } },
    limit: 100,
  });
  const search = (body: unknown) =>
    ask('POST', '/v2/orders/search', { body, token: accessTokenOf('MERCHANT-NORTH') });
  const hour = search(between('2026-01-01T10:00:00Z', '2026-01-01T10:59:59Z'));
  const orders = readPointer(hour.body, '/orders');
  assert.equal(Array.isArray(orders) ? orders.length : 0, 24);
  const first = String(readPointer(hour.body, '/orders/0/id'));
  const one = ask('GET', `/v2/orders/${first}`, { token: accessTokenOf('MERCHANT-NORTH') });
  assert.deepEqual(readPointer(one.body, '/order'), readPointer(hour.body, '/orders/0'));
  assert.equal(ask('POST', '/v2/orders/search', { body: between('', ''), token: 'guess' }).status, 401);
});
