import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMutations } from '../../faults/mutations/find-mutations.ts';
import { findRecipe } from '../../stack/recipes/registry.ts';
import type { Programs } from '../../stack/recipes/recipe.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { refuseUnknownChecks, refuseUnknownSubjects } from '../only.ts';
import { questionsFor } from './mutant-questions.ts';

const target = await loadTarget(targetFile('reference'));
const programs = findRecipe('reference').programs?.(undefined);
if (programs === undefined) throw new Error('expected the programs of the reference system, got none');
const serves = programs.serves ?? [];
const { serves: _left, ...unmapped } = programs;
const wordsOf = (file: string, of: Programs = programs): readonly string[] =>
  questionsFor(target, of, file).rounds.flat();

const mutated = findMutations(programs.source, [...programs.onServer, ...programs.inBrowser]);
const files = [...new Set(mutated.map(({ file }) => file))];

test('whatever is mutated, the recipe says what is asked of it, and nothing that is not there', () => {
  assert.ok(files.length > 100);
  const words = serves.flatMap(({ asked }) => asked);
  refuseUnknownChecks(words);
  refuseUnknownSubjects(words, target);
  for (const file of files) {
    const serving = serves.find((one) => one.files.some((path) => file.startsWith(path)));
    assert.ok(serving, `${file}: nobody says what is asked of it`);
    assert.ok(wordsOf(file).length > 0, `${file}: nothing is asked of it`);
  }
});

test('every entry of the recipe names a file, and is the first of some', () => {
  for (const serving of serves) {
    const isFirst = (file: string): boolean =>
      serves.find((one) => one.files.some((path) => file.startsWith(path))) === serving;
    assert.ok(files.some(isFirst), `${serving.files.join(', ')}: no program`);
  }
});

test('what acceptance alone asks is asked where the file serves it', () => {
  assert.ok(wordsOf('server/rate-limit.ts').includes('login.retry-after'));
  assert.ok(wordsOf('web/src/parts/pager.tsx').includes('pager.says-rows'));
  assert.ok(wordsOf('web/src/offline/updates.ts').includes('update.told'));
});

test('what is not asked is named: nothing is both, and together it is all', () => {
  for (const file of ['server/rate-limit.ts', 'web/src/parts/pager.tsx']) {
    const { rounds, notAsked } = questionsFor(target, programs, file);
    const asked = new Set(rounds.flat().map((word) => word.split('/')[0] ?? ''));
    assert.deepEqual(
      notAsked.filter((id) => asked.has(id)),
      [],
    );
    assert.ok(notAsked.includes('restore.rows-equal'));
    assert.ok(asked.size + notAsked.length > 90);
  }
});

test('a question that the system itself does not pass kills nothing: it is left out, and said', () => {
  const { rounds, notAsked } = questionsFor(target, programs, 'server/rate-limit.ts', ['login.limited']);
  assert.ok(!rounds.flat().includes('login.limited'));
  assert.ok(notAsked.includes('login.limited'));
});

test('without a word of the recipe all is asked that the gate asks of that side', () => {
  const ofServer = wordsOf('server/page.ts', unmapped);
  const ofPages = wordsOf('web/src/parts/pager.tsx', unmapped);
  assert.ok(ofServer.includes('auth.required') && !ofServer.includes('scan.reads'));
  assert.ok(ofPages.includes('scan.reads') && !ofPages.includes('auth.required'));
  assert.ok(!ofPages.includes('pager.says-rows'));
});

test('what needs no phone comes in the first round, and no round has more answers than a stack is kept for', () => {
  const { rounds } = questionsFor(target, unmapped, 'web/src/app.tsx');
  assert.ok(rounds.length > 1);
  assert.ok(rounds.slice(1).every((words) => !words.includes('install.icons')));
});
