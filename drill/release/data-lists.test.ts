import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrongOf } from './incomplete.ts';
import { migrationsIn } from './migrations.ts';

const keys = (...all: string[]): ReadonlySet<string> => new Set(all);

test('a row that misses something and is not listed is named, and so is one that is listed without need', () => {
  const table = { before: keys('1', '2'), after: keys('1', '2') };
  assert.deepEqual(wrongOf(keys('1', '2'), table), []);
  assert.deepEqual(wrongOf(keys('1'), table), ['2 misses something and is not listed']);
  assert.deepEqual(wrongOf(keys('1', '2', '9'), table), ['9 is listed and misses nothing']);
  assert.equal(wrongOf(keys(), table).length, 2);
});

test('what people add or mend while the list is made is no mistake of the list', () => {
  const table = { before: keys('1', 'mended'), after: keys('1', 'added') };
  assert.deepEqual(wrongOf(keys('1'), table), []);
  assert.deepEqual(wrongOf(keys('1', 'mended', 'added'), table), []);
});

test('migrations are known by the names that a database notes them under, and other files are none', () => {
  const django = String.raw`^backend/(\w+)/migrations/(\d{4}_\w+)\.py$`;
  const paths = [
    'backend/customers/migrations/0001_initial.py',
    'backend/customers/migrations/__init__.py',
    'backend/customers/models.py',
    'docs/backend/customers/migrations/0002_more.py',
  ];
  assert.deepEqual(migrationsIn(paths, django), ['customers.0001_initial']);
  assert.deepEqual(
    migrationsIn(['server/migrations/001-a.sql'], String.raw`^server/migrations/([\w-]+\.sql)$`),
    ['001-a.sql'],
  );
});
