import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { judgeEnvironment } from './environment.ts';

const random = (): string => `k${randomBytes(32).toString('base64url')}`;
const sound = (): string =>
  [
    'PORT=8080',
    `JWT_SECRET=${random()}`,
    `BACKUP_KEY=${random()}`,
    `DATABASE_URL=postgres://shop:${random()}@10.0.0.4/shop`,
    'AWS_ACCESS_KEY_ID=shop',
  ].join('\n');
const needed = ['JWT_SECRET', 'DATABASE_URL'];

test('secrets that are random, set and their own pass', () => {
  assert.equal(judgeEnvironment(needed, sound()).outcome, 'pass');
});

const broken: readonly (readonly [string, string, RegExp])[] = [
  ['one is missing', 'PORT=1\nJWT_SECRET=kQ9', /DATABASE_URL: not set/u],
  ['one is empty', `${sound()}\nJWT_SECRET=`, /JWT_SECRET: not set/u],
  ['a placeholder', `${sound()}\nJWT_SECRET=change-me-in-production`, /JWT_SECRET: it is a placeholder/u],
  ['a word', `${sound()}\nREDIS_PASSWORD=redis`, /REDIS_PASSWORD: it is one of the first guesses/u],
  ['a short password', `${sound()}\nSMTP_PASSWORD=Xk3-pq`, /SMTP_PASSWORD: its 6 characters are few/u],
  ['a short key', `${sound()}\nENCRYPTION_KEY=4c1f`, /ENCRYPTION_KEY: its 4 characters hold/u],
  [
    'a password in an address',
    `${sound()}\nREDIS_URL=redis://:password@10.0.0.5`,
    /REDIS_URL \(its password\): it is one/u,
  ],
];

for (const [name, printed, told] of broken) {
  test(`${name}: red`, () => {
    const row = judgeEnvironment(needed, printed);
    assert.equal(row.outcome, 'fail');
    assert.match(row.reason ?? '', told);
  });
}

test('one key for two purposes is told, without it', () => {
  const key = random();
  const row = judgeEnvironment([], `JWT_SECRET=${key}\nREFRESH_SECRET=${key}`);
  assert.match(row.reason ?? '', /JWT_SECRET and REFRESH_SECRET have the same value/u);
  assert.ok(!JSON.stringify(row).includes(key));
});

test('names alone say nothing of strength', () => {
  assert.equal(judgeEnvironment(needed, 'JWT_SECRET\nDATABASE_URL').outcome, 'inconclusive');
});

const earnest = {
  variable: 'TILL_MODE',
  matches: 'production',
  says: 'that it takes money',
  source: 'the plan',
};

test('a stated value is asked for: right, wrong, missing, and not shown', () => {
  const judged = (more: string) => judgeEnvironment([], `${sound()}${more}`, [earnest]);
  assert.equal(judged('\nTILL_MODE=production').outcome, 'pass');
  const wrong = judged('\nTILL_MODE=sandbox');
  assert.match(wrong.reason ?? '', /TILL_MODE: it does not say that it takes money \(the plan\)/u);
  assert.ok(!JSON.stringify(wrong).includes('sandbox'));
  assert.equal(judged('').outcome, 'fail');
  assert.equal(judged('\nTILL_MODE').outcome, 'inconclusive');
});
