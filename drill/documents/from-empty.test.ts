import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CatalogEntry } from '../../stack/fingerprint/fingerprint.ts';
import { judgeStructure } from './from-empty.ts';

const column = (name: string, type = 'text'): CatalogEntry => ({ kind: 'column', name, fields: { type } });
const people = [column('public.people.id', 'int'), column('public.people.name')];

test('what an empty database becomes is what runs, in all that it holds', () => {
  assert.equal(judgeStructure([], people, people).actual, 0);
  const grown = judgeStructure([], people, [...people, column('public.people.phone')]);
  assert.equal(grown.actual, 1);
  assert.match(grown.reason ?? '', /column\.missing public\.people\.phone/u);
  assert.equal(
    judgeStructure([], [column('public.people.id', 'int'), column('public.people.name', 'int')], people)
      .actual,
    1,
  );
});

test('a command that ends well and makes nothing is told', () => {
  assert.equal(judgeStructure([], [], []).actual, 1);
  assert.equal(judgeStructure(people, people, people).actual, 1);
});
