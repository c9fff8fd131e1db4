import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { LoginResponse } from '../contract.ts';
import type { ApiClient } from '../testing/client.ts';
import { clientFor, codeOf } from '../testing/client.ts';
import type { TestFieldbook } from '../testing/fieldbook.ts';
import { startFieldbook, testPassword } from '../testing/fieldbook.ts';

let fieldbook: TestFieldbook;
let nobody: ApiClient;
before(async () => {
  fieldbook = await startFieldbook({ LOGIN_LIMIT_PER_MINUTE: '6' });
  nobody = clientFor(fieldbook.url);
});
after(() => fieldbook[Symbol.asyncDispose]());

let address = 0;
/** Each test signs in from an address of its own, so that the limit per address does not mix in. */
const login = (email: string, password: string, code?: string, from = `10.0.0.${(address += 1)}`) =>
  nobody.post<LoginResponse>(
    '/api/auth/login',
    { email, password, ...(code ? { code } : {}) },
    { 'x-forwarded-for': from },
  );

test('a refresh token works once, and its reuse ends the session', async () => {
  const { email } = await fieldbook.addUser('technician');
  const first = (await login(email, testPassword)).body;
  const second = await nobody.post<LoginResponse>('/api/auth/refresh', { refreshToken: first.refreshToken });
  assert.equal(second.status, 200);
  const me = clientFor(fieldbook.url, second.body.accessToken);
  assert.equal((await me.get('/api/auth/me')).status, 200);

  const reuse = await nobody.post('/api/auth/refresh', { refreshToken: first.refreshToken });
  assert.equal(codeOf(reuse), 'invalid_refresh_token');
  assert.equal((await me.get('/api/auth/me')).status, 401);
  assert.equal(
    (await nobody.post('/api/auth/refresh', { refreshToken: second.body.refreshToken })).status,
    401,
  );
});

test('of two refreshes at once only one gets tokens', async () => {
  const { email } = await fieldbook.addUser('technician');
  const { refreshToken } = (await login(email, testPassword)).body;
  const both = await Promise.all([1, 2].map(() => nobody.post('/api/auth/refresh', { refreshToken })));
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 401]);
});

test('after a logout the access token opens nothing', async () => {
  const { email } = await fieldbook.addUser('technician');
  const { accessToken, refreshToken } = (await login(email, testPassword)).body;
  const me = clientFor(fieldbook.url, accessToken);
  assert.equal((await me.post('/api/auth/logout')).status, 204);
  assert.equal((await me.get('/api/auth/me')).status, 401);
  assert.equal((await nobody.post('/api/auth/refresh', { refreshToken })).status, 401);
});

test('five failures lock the account, known or not, even for the right password', async () => {
  const { email } = await fieldbook.addUser('technician');
  for (const tried of [email, 'nobody@fieldbook.example']) {
    for (let failure = 0; failure < 5; failure += 1)
      assert.equal(codeOf(await login(tried, 'wrong')), 'invalid_credentials');
    const locked = await login(tried, testPassword);
    assert.equal(locked.status, 423);
    assert.ok(Number(locked.headers.get('retry-after')) > 800);
  }
  await fieldbook.pool.query(
    `update login_failures set locked_until = now() - interval '1 s' where email = $1`,
    [email],
  );
  assert.equal((await login(email, testPassword)).status, 200);
});

test('one address may try only so often; a forged entry on the left of X-Forwarded-For does not help', async () => {
  const { email } = await fieldbook.addUser('technician');
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    statuses.push((await login(email, testPassword, undefined, `192.0.2.${attempt}, 10.9.9.9`)).status);
  }
  assert.deepEqual(statuses.slice(0, 6), [200, 200, 200, 200, 200, 200]);
  assert.deepEqual(statuses.slice(6), [429, 429]);
  const refused = await login(email, testPassword, undefined, '10.9.9.9');
  assert.ok(Number(refused.headers.get('retry-after')) >= 1);
});

test('a second factor is asked for, and a code works once, even for two requests at the same time', async () => {
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DP';
  const { email } = await fieldbook.addUser('admin', { totpSecret: secret });
  assert.equal(codeOf(await login(email, testPassword)), 'totp_required');
  assert.equal(codeOf(await login(email, testPassword, '000000')), 'totp_invalid');
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  const both = await Promise.all([1, 2].map(() => login(email, testPassword, code)));
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 401]);
  assert.equal(codeOf(await login(email, testPassword, code)), 'totp_invalid');
});

test('who must choose a password may do nothing else, then everything; other sessions end', async () => {
  const { email } = await fieldbook.addUser('technician', { mustChange: true });
  const other = (await login(email, testPassword)).body;
  const first = (await login(email, testPassword)).body;
  assert.equal(first.mustChangePassword, true);
  const me = clientFor(fieldbook.url, first.accessToken);
  assert.equal(codeOf(await me.get('/api/work-orders')), 'password_change_required');
  assert.equal((await me.get('/api/auth/me')).status, 200);
  const change = (currentPassword: string, newPassword: string) =>
    me.post('/api/auth/change-password', { currentPassword, newPassword });
  assert.equal(codeOf(await change('wrong', 'another password')), 'invalid_credentials');
  assert.equal(codeOf(await change(testPassword, testPassword)), 'validation_failed');
  assert.equal(codeOf(await change(testPassword, 'short')), 'validation_failed');
  assert.equal((await change(testPassword, 'another password')).status, 204);
  assert.equal((await me.get('/api/work-orders')).status, 200);
  assert.equal((await clientFor(fieldbook.url, other.accessToken).get('/api/auth/me')).status, 401);
  assert.equal((await login(email, testPassword)).status, 401);
  assert.equal((await login(email, 'another password')).status, 200);
});
