import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { kindsOfSecrets } from './log-secrets.ts';

const request = (ms: number): string =>
  `{"level":"info","method":"GET","path":"/api/jobs/6d9b8c9f-7612-47fb-a5bf-38e1b43c14da","status":200,"ms":${ms}}`;

test('lines of requests hold nothing, however many', async () => {
  const lines = Array.from({ length: 500 }, (_, at) => request(at)).join('\n');
  assert.deepEqual(await kindsOfSecrets(lines), []);
  assert.deepEqual(await kindsOfSecrets(''), []);
});

test('a key by its name, a connection string and a provider’s token are told by kind and line, and not said', async () => {
  const key = `Zk${randomBytes(12).toString('hex')}9x`;
  const token = `ghp_${randomBytes(18).toString('hex')}`;
  const lines = [
    request(1),
    `{"event":"mail","apiKey":"${key}"}`,
    `{"event":"mail","apiKey":"${key}"}`,
    `pushing as ${token}`,
    `connecting to postgres://shop:${key}@10.0.0.3/shop`,
  ].join('\n');
  const told = (await kindsOfSecrets(lines)).join('; ');
  assert.match(told, /a value for apiKey \(2 times, first in line 2\)/u);
  assert.match(told, /GITHUB_TOKEN \(1 times, first in line 4\)/u);
  assert.match(told, /PostgreSQLConnection \(1 times, first in line 5\)/u);
  assert.ok(!told.includes(key) && !told.includes(token));
});
