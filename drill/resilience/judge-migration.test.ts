import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TableContent } from './content.ts';
import { changesOf, unexplained } from './judge-migration.ts';

type Rows = Readonly<Record<string, Readonly<Record<string, string>>>>;

const table = (name: string, rows: Rows, columns = ['id', 'name', 'phone']): TableContent => ({
  name,
  columns,
  count: Object.keys(rows).length,
  rows: new Map(Object.entries(rows)),
});
const ann = { id: '1', name: 'Ann', phone: '12' };
const ben = { id: '2', name: 'Ben', phone: '' };
const people = table('people', { 1: ann, 2: ben });
const told = (after: readonly TableContent[], before = [people]): string =>
  changesOf(before, after)
    .map(({ subject, what }) => `${subject}: ${what}`)
    .join('; ');

test('what is as it was, and what was added, is no change', () => {
  const more = table('people', { 1: ann, 2: ben, 3: ann }, ['id', 'name', 'phone', 'born']);
  assert.equal(told([more, table('jobs', {})]), '');
  assert.equal(told([], [table('empty', {})]), '');
});

test('tables, rows and keys that are gone are told', () => {
  assert.equal(told([]), 'people: the table is gone, with 2 rows');
  assert.equal(told([table('people', { 1: ann })]), 'people: 1 of 2 rows are gone: 2');
  assert.equal(told([table('people', { 8: ann, 9: ben })]), 'people: 2 of 2 keys of rows are others: 1, 2');
  const many = { ...people, rows: undefined, count: 70_000 };
  assert.equal(told([{ ...many, count: 69_999 }], [many]), 'people: 70000 rows were 69999');
  assert.equal(told([many], [many]), '');
});

test('values that are emptied, changed or without their column are told, and never said', () => {
  const emptied = table('people', { 1: { ...ann, phone: '' }, 2: ben });
  assert.equal(told([emptied]), 'people.phone: emptied in 1 rows: 1');
  assert.equal(
    told([table('people', { 1: { ...ann, name: 'x' }, 2: ben })]),
    'people.name: changed in 1 rows: 1',
  );
  const without = table('people', { 1: { id: '1', name: 'Ann' }, 2: { id: '2', name: 'Ben' } }, [
    'id',
    'name',
  ]);
  assert.equal(told([without]), 'people.phone: the column is gone, with 1 values');
});

test('a change whose reason the target gives is none, for a column or a whole table', () => {
  const changes = [
    { subject: 'people.phone', what: 'emptied' },
    { subject: 'jobs', what: 'gone' },
  ];
  assert.deepEqual(unexplained(changes, { 'people.phone': 'moved to contacts', jobs: 'split in two' }), []);
  assert.deepEqual(unexplained(changes, { people: 'split' }), [changes[1]]);
});
