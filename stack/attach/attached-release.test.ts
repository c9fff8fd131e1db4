import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attachedRelease } from './attached-release.ts';

const place = { path: '/version', pointer: '/version' };
const stated = { version: '1.4.2', digest: 'a'.repeat(64) };

test('a digest that is stated is believed of the version that the deployment says, and says what it rests on', () => {
  assert.deepEqual(attachedRelease('1.4.2', stated, place), {
    ...stated,
    restsOn: 'stated by --release for version 1.4.2, which GET /version tells',
  });
});

test('without a statement a version is all that is known', () => {
  assert.deepEqual(attachedRelease('1.4.2', undefined, place), { version: '1.4.2', digest: 'unknown' });
  assert.deepEqual(attachedRelease(undefined, undefined, undefined), {
    version: 'unknown',
    digest: 'unknown',
  });
});

for (const [what, told, where, why] of [
  [
    'another version',
    '1.4.3',
    place,
    /expected a deployment that says it is 1\.4\.2, but GET \/version tells 1\.4\.3/u,
  ],
  ['no version', undefined, place, /GET \/version tells no version/u],
  ['nothing of where to ask', undefined, undefined, /deployed\.version/u],
] as const) {
  test(`it is refused of ${what}`, () => {
    assert.throws(() => attachedRelease(told, stated, where), { code: 'another-release', message: why });
  });
}
