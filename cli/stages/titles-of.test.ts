import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titlesOf } from './titles-of.ts';

const titles = [
  'android scan.spec.ts scan.reads / qr @each',
  'android scan.spec.ts scan.reads / code128 @each',
  'none access.spec.ts roles.enforced / items.get @none',
  'none access.spec.ts roles.enforced / items.get-all @none',
  'none access.spec.ts roles.enforced / itemsxget @none',
];

const matched = (checks: readonly string[], only: readonly string[]): readonly string[] => {
  const expression = new RegExp(titlesOf(checks, only), 'u');
  return titles.filter((title) => expression.test(title)).map((title) => title.split(' / ')[1] ?? '');
};

test('a check that is named alone is played of every subject', () => {
  assert.deepEqual(matched(['scan.reads'], []), ['qr @each', 'code128 @each']);
  assert.deepEqual(matched(['scan.reads'], ['scan.reads', 'scan.reads/qr']), ['qr @each', 'code128 @each']);
});

test('a subject is played alone, and none that only begins or looks like it', () => {
  assert.deepEqual(matched(['scan.reads'], ['scan.reads/qr']), ['qr @each']);
  assert.deepEqual(matched(['roles.enforced'], ['roles.enforced/items.get']), ['items.get @none']);
  const both = ['roles.enforced/items.get', 'scan.reads/code128'];
  assert.deepEqual(matched(['scan.reads', 'roles.enforced'], both), ['code128 @each', 'items.get @none']);
});
