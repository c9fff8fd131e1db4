import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { harvestSecrets } from './harvest.ts';

const cases: readonly (readonly [string, string, string])[] = [
  ['a header of a HAR', '{"name":"X-Auth-Token","value":"m4rk-header-1"}', 'm4rk-header-1'],
  [
    'a cookie that is set',
    '{"name": "set-cookie", "value": "sid=m4rk-cookie-1; Path=/; HttpOnly"}',
    'm4rk-cookie-1',
  ],
  ['a cookie that is sent', 'GET / HTTP/1.1\ncookie: a=1; sid=m4rk-cookie-2\naccept: */*', 'm4rk-cookie-2'],
  [
    'a cookie of a browser',
    '{"cookies":[{"name":"sid","value":"m4rk-cookie-3","domain":"a.example"}]}',
    'm4rk-cookie-3',
  ],
  ['a bearer token', '{"authorization":"Bearer m4rk-opaque-1"}', 'm4rk-opaque-1'],
  ['a field', '{"accessToken": "m4rk-token-1", "name": "Ann"}', 'm4rk-token-1'],
  [
    'a field of JSON in JSON',
    JSON.stringify({ text: JSON.stringify({ refresh_token: 'm4rk-token-2' }) }),
    'm4rk-token-2',
  ],
  ['an address', 'https://a.example/reset?user=1&token=m4rk-url-1#x', 'm4rk-url-1'],
  ['an encoded address', 'next=%2Freset%3Ftoken%3Dm4rk-url-2', 'm4rk-url-2'],
  ['a form', 'email=a%40b.example&password=m4rk%2Fword%2B1', 'm4rk/word+1'],
  ['a signed address of a bucket', '/b/k?X-Amz-Signature=0123456789abcdef', '0123456789abcdef'],
];

describe('harvestSecrets', () => {
  for (const [name, text, secret] of cases) {
    it(`finds it in ${name}`, () =>
      assert.ok(harvestSecrets(text).has(secret), [...harvestSecrets(text)].join(' | ')));
  }

  it('takes no word of a page, and no other header', () => {
    const text = `{"password":"Password"} {"token":"required"} {"name":"content-type","value":"text/html 8859-1"}
      ?page=12345678 {"title":"Customer 12345678"} <label for="password1">`;
    assert.deepEqual([...harvestSecrets(text)], []);
  });
});
