import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishedLogins } from './published-logins.ts';

const pairs = (text: string): readonly string[] =>
  publishedLogins([{ path: 'README.md', text }]).map(({ login, password }) => `${login} ${password}`);

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'two lines of prose',
    '- **Email:** demo@shop.example\n- **Password:** demo-123',
    ['demo@shop.example demo-123'],
  ],
  ['a slash', 'Log in as admin@shop.example / Summer-1', ['admin@shop.example Summer-1']],
  [
    'a table',
    '| Role | E-mail | Password |\n| admin | `boss@shop.example` | `Winter-22` |',
    ['boss@shop.example Winter-22'],
  ],
  [
    'a seed',
    "await users.create({\n  email: 'a@shop.example',\n  password: 'Frosty-77',\n});",
    ['a@shop.example Frosty-77'],
  ],
  ['a user name', 'Username: admin\nPassword: admin123', ['admin admin123']],
  ['a schema', "email: z.email(),\npassword: 'string'", []],
  ['code that hands one on', 'const body = { email, password: form.password };', []],
  ['nothing', 'Ask your administrator for a password.', []],
];

for (const [name, text, wanted] of cases) {
  test(`logins in ${name}`, () => {
    assert.deepEqual(pairs(text), wanted);
  });
}

test('a pair is told once, with its place', () => {
  const file = (path: string) => ({ path, text: 'x\nadmin@shop.example / Summer-1' });
  const found = publishedLogins([file('a.md'), file('b.md')]);
  assert.equal(found.length, 1);
  assert.equal(found[0]?.line, 2);
});
