import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Expectation } from '../plan.ts';
import { checkAnswer, type Answer } from './check-answer.ts';
import { valueAt } from './check-pointers.ts';

const json = (value: unknown, status = 200): Answer => ({
  status,
  contentType: 'application/json; charset=utf-8',
  contentEncoding: '',
  body: Buffer.from(JSON.stringify(value)),
});
const zipped = (encoding: string, body: Buffer): Answer => ({
  ...json({}),
  contentEncoding: encoding,
  body,
});
const id7: Expectation = { status: [200, 201], pointers: [{ pointer: '/id', equals: 7 }] };
const good = Buffer.from('{"id":7}');

const table: { what: string; answer: Answer; expected?: Expectation; outcome: string }[] = [
  { what: 'the right answer', answer: json({ id: 7 }), outcome: 'ok' },
  { what: 'the right answer, gzip', answer: zipped('gzip', gzipSync(good)), outcome: 'ok' },
  { what: 'the right answer, br', answer: zipped('br', brotliCompressSync(good)), outcome: 'ok' },
  { what: 'a gzip cut short', answer: zipped('gzip', gzipSync(good).subarray(0, 12)), outcome: 'wrong-body' },
  { what: 'another record', answer: json({ id: 8 }), outcome: 'wrong-body' },
  { what: 'a number as text', answer: json({ id: '7' }), outcome: 'wrong-body' },
  { what: 'no such member', answer: json({}), outcome: 'wrong-body' },
  {
    what: 'the login page with status 200',
    answer: {
      status: 200,
      contentType: 'text/html',
      contentEncoding: '',
      body: Buffer.from('<h1>Log in</h1>'),
    },
    outcome: 'wrong-body',
  },
  {
    what: 'an empty body',
    answer: { status: 200, contentType: '', contentEncoding: '', body: Buffer.alloc(0) },
    outcome: 'wrong-body',
  },
  { what: 'a server error', answer: json({ id: 7 }, 500), outcome: 'wrong-status' },
  { what: 'a redirect to the login', answer: json({}, 302), outcome: 'wrong-status' },
  { what: 'a limiter', answer: json({}, 429), outcome: 'limited' },
  {
    what: 'a limiter that is what was asked for',
    answer: json({ error: 1 }, 429),
    expected: { status: [429], pointers: [{ pointer: '/error' }] },
    outcome: 'ok',
  },
  {
    what: 'an array where one is wanted',
    answer: json({ items: [] }),
    expected: { status: [200], pointers: [{ pointer: '/items', type: 'array' }] },
    outcome: 'ok',
  },
  {
    what: 'null where an object is wanted',
    answer: json({ item: null }),
    expected: { status: [200], pointers: [{ pointer: '/item', type: 'object' }] },
    outcome: 'wrong-body',
  },
  {
    what: 'HTML where a picture is wanted',
    answer: { status: 200, contentType: 'text/html', contentEncoding: '', body: Buffer.alloc(9) },
    expected: { status: [200], pointers: [], contentType: 'image/' },
    outcome: 'wrong-body',
  },
];

for (const { what, answer, expected, outcome } of table) {
  test(`${what}: ${outcome}`, () => {
    assert.equal(checkAnswer(answer, expected ?? id7).outcome, outcome);
  });
}

test('JSON pointers follow RFC 6901', () => {
  const body = { 'a/b': 1, 'm~n': 2, list: [{ x: 3 }], '': 4 };
  assert.equal(valueAt(body, '/a~1b'), 1);
  assert.equal(valueAt(body, '/m~0n'), 2);
  assert.equal(valueAt(body, '/list/0/x'), 3);
  assert.equal(valueAt(body, '/'), 4);
  assert.equal(valueAt(body, ''), body);
  assert.equal(valueAt(body, '/list/1/x'), undefined);
  assert.equal(valueAt(body, '/toString'), undefined);
});
