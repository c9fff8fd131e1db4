import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asSmoke, smokeHooks, smokeOf } from './as-smoke.ts';
import { loadTarget, targetFile } from './load.ts';
import { notApplicable } from './schema/common.ts';
import { hooksSchema } from './schema/hooks.ts';
import { smokeSchema } from './schema/smoke.ts';
import { TargetError } from './target-error.ts';

const target = await loadTarget(targetFile('reference'));
const command = { command: 'true', timeoutMs: 1_000 };

test('one person looks, at the pages that are named and at what that person or a stranger is answered', () => {
  const look = asSmoke(target);
  assert.deepEqual(
    look.roles.filter(({ signsIn }) => signsIn).map(({ id }) => id),
    ['technician'],
  );
  assert.deepEqual(
    look.pages.map(({ id }) => id),
    ['today', 'jobs', 'account'],
  );
  assert.ok(look.contentKinds.every(({ role }) => role === undefined || role === 'technician'));
  assert.deepEqual(asSmoke(look), look);
});

test('of what is given for it, only what a look needs is kept', () => {
  const account = { email: 'a@b.example', passwordVariable: 'A' };
  const hooks = hooksSchema.parse({
    accounts: { technician: account, 'technician#1': account, admin: account },
    bucket: { endpoint: 'https://s3.example', bucket: 'b', accessKeyVariable: 'K', secretKeyVariable: 'S' },
    commands: {
      ...{ newestBackups: command, jobs: command, backup: command, logs: command },
      database: { stop: command, start: command },
      application: { stop: command, start: command },
    },
    permits: [{ address: '203.0.113.7', allows: ['load'], until: '2099-01-01', by: 'Ada' }],
    changesRecords: { until: '2099-01-01', by: 'Ada' },
  });
  const kept = smokeHooks(hooks, target, smokeOf(target));
  assert.deepEqual(Object.keys(kept.accounts), ['technician', 'technician#1']);
  assert.deepEqual(Object.keys(kept.commands).sort(), ['jobs', 'newestBackups', 'variables']);
  assert.deepEqual([kept.permits, kept.changesRecords, kept.bucket], [[], undefined, undefined]);
});

const refused = [
  {
    name: 'nobody is named',
    smoke: notApplicable('nobody may look at it'),
    says: /smoke: expected role and pages/u,
  },
  {
    name: 'a role that is none',
    smoke: { role: 'guest', pages: ['jobs'] },
    says: /smoke\.role: expected one of admin/u,
  },
  {
    name: 'another person’s page',
    smoke: { role: 'technician', pages: ['stock'] },
    says: /smoke\.pages: .* got: stock/u,
  },
];

for (const { name, smoke, says } of refused) {
  test(`a target is refused: ${name}`, () => {
    const given = 'role' in smoke ? smokeSchema.parse(smoke) : smoke;
    assert.throws(
      () => asSmoke({ ...target, smoke: given }),
      (error) => error instanceof TargetError && says.test(error.message),
    );
  });
}
