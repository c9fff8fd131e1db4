import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Secret, TOTP, URI } from 'otpauth';
import type { BeganTotp, LoginResponse } from '../contract.ts';
import { clientFor, codeOf, type ApiClient } from '../testing/client.ts';
import { startFieldbook, testPassword, type TestFieldbook } from '../testing/fieldbook.ts';

let fieldbook: TestFieldbook;
before(async () => {
  fieldbook = await startFieldbook();
});
after(() => fieldbook[Symbol.asyncDispose]());

const login = (email: string, code?: string) =>
  clientFor(fieldbook.url).post<LoginResponse>('/api/auth/login', {
    email,
    password: testPassword,
    ...(code ? { code } : {}),
  });
const someone = async () => {
  const { id, email } = await fieldbook.addUser('technician');
  return { id, email, api: clientFor(fieldbook.url, (await login(email)).body.accessToken) };
};
const begin = (api: ApiClient) => api.post<BeganTotp>('/api/auth/totp', { password: testPassword });
/** Of 30 s later, where the step of now was spent; the server takes one step early. */
const codeFor = (secret: string, laterS = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + laterS * 1000 });

test('a secret is in force once a first code confirms it, and that code is used', async () => {
  const { email, api } = await someone();
  assert.equal(codeOf(await api.post('/api/auth/totp/confirm', { code: '123456' })), 'totp_not_begun');
  const { secret, uri } = (await begin(api)).body;
  const described = URI.parse(uri);
  assert.equal(described.secret.base32, secret);
  assert.equal(described.label, email);
  assert.equal((await login(email)).status, 200);
  const code = codeFor(secret);
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  assert.equal(codeOf(await api.post('/api/auth/totp/confirm', { code: wrong })), 'totp_invalid');
  assert.equal((await login(email)).status, 200);
  assert.equal((await api.post('/api/auth/totp/confirm', { code })).status, 204);
  assert.equal(codeOf(await login(email)), 'totp_required');
  assert.equal(codeOf(await login(email, code)), 'totp_invalid');
  assert.equal((await login(email, codeFor(secret, 30))).status, 200);
  assert.equal(codeOf(await begin(api)), 'totp_enabled');
});

test('who begins again gets another secret, and codes of the first confirm nothing', async () => {
  const { api } = await someone();
  const first = (await begin(api)).body.secret;
  const second = (await begin(api)).body.secret;
  assert.notEqual(first, second);
  const answer = await api.post('/api/auth/totp/confirm', { code: codeFor(first) });
  assert.equal(codeOf(answer), 'totp_invalid');
});

test('the password is asked for before a secret is shown', async () => {
  const { api } = await someone();
  const answer = await api.post('/api/auth/totp', { password: 'another' });
  assert.equal(codeOf(answer), 'invalid_credentials');
});

test('an administrator resets the factor of another, and never their own', async () => {
  const { id, email, api } = await someone();
  const { secret } = (await begin(api)).body;
  await api.post('/api/auth/totp/confirm', { code: codeFor(secret) });
  const admin = await fieldbook.signIn('admin');
  const reset = async (person: string) =>
    await clientFor(fieldbook.url, admin.accessToken).post(
      `/api/users/${person}/reset-totp`,
      {},
      { 'idempotency-key': randomUUID() },
    );
  assert.equal(codeOf(await reset(admin.user.id)), 'validation_failed');
  assert.equal((await reset(randomUUID())).status, 404);
  assert.equal((await reset(id)).status, 204);
  assert.equal((await login(email)).status, 200);
});
