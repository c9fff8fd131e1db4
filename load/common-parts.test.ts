import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommonParts, lineWriter, withCommonParts } from './common-parts.ts';
import type { FeedLine, LoadPlan } from './plan.ts';

const expected = { status: [200], pointers: [{ pointer: '/id' }] };
const line = (sequence: number, own: Partial<FeedLine> = {}): FeedLine => ({
  ...{ sequence, part: 1, phase: 'measured', name: 'list', method: 'GET', path: '/jobs', user: 0 },
  headers: { accept: 'application/json' },
  expected,
  ...own,
});
const plan = { requests: [{ name: 'list' }, { name: 'never sent' }] } as LoadPlan;

test('what lines have in common is written once, what is their own stays with them, and all is read again', () => {
  const other = { status: [200], pointers: [{ pointer: '/id', equals: 7 }] };
  const feed = [line(0), line(1), line(2, { expected: other }), line(3, { headers: {} })];
  const written = withCommonParts(plan, feed);
  const toWrite = lineWriter(written);
  const lines = feed.map((each) => JSON.parse(JSON.stringify(toWrite(each))));
  assert.deepEqual(
    lines.map((each) => Object.keys(each).filter((key) => key === 'headers' || key === 'expected')),
    [[], [], ['expected'], ['headers']],
  );
  const common = new CommonParts(JSON.parse(JSON.stringify(written)));
  assert.deepEqual(
    lines.map((each) => common.whole(each)),
    feed,
  );
});

test('a line that lacks what its plan does not say is refused', () => {
  const { expected: left, ...lacking } = line(5);
  assert.equal(left, expected);
  assert.throws(() => new CommonParts(plan).whole(lacking), {
    code: 'plan-invalid',
    message: /feed\.jsonl sequence 5: expected headers and expected/,
  });
});
