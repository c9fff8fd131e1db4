import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SignJWT } from 'jose';
import type { Role } from './contract.ts';
import type { Route } from './route-table.ts';
import { routes } from './route-table.ts';
import { roles } from './fields.ts';
import type { ApiClient } from './testing/client.ts';
import { clientFor, codeOf } from './testing/client.ts';
import type { TestFieldbook } from './testing/fieldbook.ts';
import { startFieldbook } from './testing/fieldbook.ts';

let fieldbook: TestFieldbook;
const clients = new Map<Role, ApiClient>();
before(async () => {
  fieldbook = await startFieldbook();
  for (const role of roles)
    clients.set(role, clientFor(fieldbook.url, (await fieldbook.signIn(role)).accessToken));
});
after(() => fieldbook[Symbol.asyncDispose]());

const anyId = '00000000-0000-4000-8000-000000000000';
const table: Route[] = Object.values(routes);
const closed = table.filter((route) => route.roles !== 'public');
const ask = (api: ApiClient, route: Route) => {
  const path = route.path.replace(':id', anyId).replace(':code', 'none');
  return route.method === 'GET' ? api.get(path) : route.method === 'POST' ? api.post(path) : api.patch(path);
};

const forged = async (secret: string, sid: string): Promise<string> =>
  new SignJWT({ sid })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('https://app.fieldbook.example')
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));

test('without a valid token no closed route answers anything but 401', async () => {
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(`{"sid":"${anyId}"}`).toString('base64url')}.`;
  const foreign = await forged('another secret of more than 32 bytes!!', anyId);
  const unknown = await forged(fieldbook.config.JWT_SECRET, anyId);
  for (const token of [undefined, 'garbage', unsigned, foreign, unknown]) {
    for (const route of closed) {
      const answer = await ask(clientFor(fieldbook.url, token), route);
      assert.equal(answer.status, 401, `${route.method} ${route.path} with ${token}`);
      assert.equal(codeOf(answer), 'unauthenticated');
    }
  }
});

test('each role gets 403 exactly where the table does not name it, and no route fails on an empty request', async () => {
  for (const route of closed.filter(({ path }) => path !== '/api/auth/logout')) {
    for (const role of roles) {
      const api = clients.get(role);
      assert.ok(api);
      const answer = await ask(api, route);
      const allowed = route.roles.includes(role);
      assert.equal(
        answer.status === 403,
        !allowed,
        `${role}: ${route.method} ${route.path} answered ${answer.status}`,
      );
      assert.ok(answer.status < 500, `${role}: ${route.method} ${route.path} answered ${answer.status}`);
    }
  }
});

test('the OpenAPI document names every route with its roles', async () => {
  const { body } = await clientFor(fieldbook.url).get<{
    paths: Record<string, Record<string, { 'x-roles': string[] }>>;
  }>('/api/openapi.json');
  for (const route of table) {
    const operation = body.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
    assert.deepEqual(operation?.['x-roles'], route.roles === 'public' ? ['public'] : route.roles, route.path);
  }
});
