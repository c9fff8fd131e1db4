import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { judgePublished } from './published-values.ts';

const random = (): string => randomBytes(24).toString('hex');
const key = random();
const files = [
  { path: 'README.md', text: 'Start it so:\n\n    PORT=80 node main.js\n' },
  { path: '.env.example', text: 'PORT=80\nSIGNING_SECRET=\n' },
];

test('a key that nobody wrote down passes', () => {
  assert.equal(judgePublished(`PORT=80\nJWT_SECRET=${key}`, files).outcome, 'pass');
});

const published: readonly (readonly [string, string, string, RegExp])[] = [
  ['in a document', key, `JWT_SECRET=${key} node main.js`, /JWT_SECRET: it stands in there:2 of the source/u],
  ['as the default of the code', key, `const key = env.KEY ?? '${key}';`, /it stands in there:2/u],
  ['in a compose file', key, `JWT_SECRET: \${JWT_SECRET:-${key}}`, /it stands in there:2/u],
  ['as a short password of an example', 'k9-xq', 'DB_PASSWORD=k9-xq', /it stands in there:2/u],
];

for (const [name, value, line, told] of published) {
  test(`${name}: red, and the value is not said`, () => {
    const row = judgePublished(`JWT_SECRET=${value}`, [...files, { path: 'there', text: `\n${line}\n` }]);
    assert.equal(row.outcome, 'fail');
    assert.match(row.reason ?? '', told);
    assert.ok(!JSON.stringify(row).includes(value));
  });
}

test('a longer text that holds the value, or a word of the program, publishes nothing', () => {
  const longer = { path: 'there', text: `a${key}b` };
  assert.equal(judgePublished(`JWT_SECRET=${key}`, [...files, longer]).outcome, 'pass');
  assert.equal(judgePublished('DB_PASSWORD=node', files).outcome, 'pass');
});

test('what everybody knows is red without any source, also within an address', () => {
  const row = judgePublished('REDIS_URL=redis://:guest@10.0.0.5\nSECRET_KEY=keyboard cat', undefined);
  assert.equal(row.actual, 2);
  assert.match(
    row.reason ?? '',
    /REDIS_URL \(its password\): .* as it is installed; SECRET_KEY: .*express-session/u,
  );
});

test('without the source, or without a value, it stays open', () => {
  assert.match(
    judgePublished(`JWT_SECRET=${key}`, undefined).reason ?? '',
    /source of this release is not here/u,
  );
  assert.equal(judgePublished(`JWT_SECRET=${key}`, []).outcome, 'inconclusive');
  assert.equal(judgePublished('JWT_SECRET\nPORT=80', files).outcome, 'inconclusive');
});
