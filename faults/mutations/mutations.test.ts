import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawMutations } from './draw-mutations.ts';
import { findMutations, mutationsOf } from './find-mutations.ts';
import { operators } from './operators.ts';
import { walkSource } from './parse-source.ts';
import { sqlConditions } from './sql-conditions.ts';

const source = join(import.meta.dirname, '../../reference-system');
const folders = ['server', 'web/src', 'web/service-worker'];
const all = findMutations(source, folders);

/** What a text becomes under one operator, in the order of its places. */
function become(operator: string, text: string): readonly string[] {
  return mutationsOf('a.ts', text)
    .filter((one) => one.operator === operator)
    .map(({ patch }) => text.replace(patch.find, () => patch.replace));
}

const cases: readonly [operator: string, before: string, ...after: string[]][] = [
  ['comparison', 'a === b;', 'a !== b;'],
  ['comparison', 'a < b;', 'a >= b;'],
  ['boundary', 'a < b;', 'a <= b;'],
  ['boundary', 'a === b;'],
  ['number', 'a - 1;', 'a - 2;'],
  ['number', 'f(1);'],
  ['condition', 'if (a) b();', 'if (!(a)) b();'],
  ['condition', 'if (a < b) c();'],
  ['await', 'await f();', 'f();'],
  ['where', 'q(`select a from b where c = $1`);', 'q(`select a from b where (true or (c = $1))`);'],
  ['permission', 'requireRole(a);', ';'],
  ['permission', 'if (a) throw forbidden(b);', 'if (false && (a)) throw forbidden(b);'],
  ['permission', 'if (a) throw missing(b);'],
  ['role', "f(['a', 'b']);", "f(['b']);", "f(['a']);"],
  ['role', "f(['a']);"],
  ['write', 'await q(`insert into a values (1)`);', ';'],
  ['write', 'store.set(1);', ';'],
  ['write', 'q(`select a from b`);'],
  ['return', 'function f() { a(); b(); }', 'function f() { a(); return; b(); }'],
  ['return', 'function f() { a(); return b; }'],
];
for (const [operator, before, ...after] of cases) {
  test(`${operator}: ${before} becomes ${after.join(' or ') || 'nothing else'}`, () => {
    assert.deepEqual(become(operator, before), after);
  });
}

test('every operator has its case', () => {
  const tried = new Set(cases.flatMap(([operator, , ...after]) => (after.length > 0 ? [operator] : [])));
  assert.deepEqual(
    operators.map(({ name }) => name).filter((name) => !tried.has(name)),
    [],
  );
});

const conditions: readonly [sql: string, ...found: string[]][] = [
  ['select a from b where c = 1 and d is null order by e', 'c = 1', 'd is null'],
  ['select a from b where c between 1 and 2 and d', 'c between 1 and 2', 'd'],
  ['update a set b = (select c from d where e = 1) where f = 2', 'e = 1', 'f = 2'],
  ['select a from b where c = 1 or d = 2 limit 3', 'c = 1 or d = 2'],
  ['select count(*) filter (where a > 1) from b', 'a > 1'],
  ['`delete from a where b = ${c(d)}`', 'b = ${c(d)}'],
  ['where are my words'],
];
for (const [sql, ...found] of conditions) {
  test(`the conditions of: ${sql}`, () => {
    const seen = sqlConditions(sql);
    assert.deepEqual(
      seen.map(({ text }) => text),
      found,
    );
    for (const { start, end, text } of seen) assert.equal(sql.slice(start, end), text);
  });
}

test('each mutation is a program, found once in its file, and differs from it', () => {
  const texts = new Map(all.map(({ file }) => [file, readFileSync(join(source, file), 'utf8')]));
  assert.ok(all.length > 1000);
  for (const { id, file, patch, diff } of all) {
    const text = texts.get(file) ?? '';
    assert.equal(text.split(patch.find).length, 2, id);
    assert.notEqual(patch.find, patch.replace, id);
    assert.ok(diff.length > 0, id);
  }
  // Parsing all of them takes a minute; a draw is a fair sample.
  for (const { file, patch, id } of drawMutations(all, 'a sample').slice(0, 100)) {
    const text = (texts.get(file) ?? '').replace(patch.find, () => patch.replace);
    assert.doesNotThrow(() => walkSource({ file, text }, () => undefined), id);
  }
});

test('a draw is the same for the same seed, takes all, and gives each operator and file its turn', () => {
  const ids = (seed: string): readonly string[] => drawMutations(all, seed).map(({ id }) => id);
  assert.deepEqual(ids('1'), ids('1'));
  assert.notDeepEqual(ids('1').slice(0, 20), ids('2').slice(0, 20));
  assert.equal(new Set(ids('1')).size, all.length);
  const first = drawMutations(all, '1').slice(0, 20);
  assert.equal(new Set(first.map(({ operator }) => operator)).size, operators.length);
  assert.equal(new Set(first.map(({ file }) => file)).size, first.length);
});
