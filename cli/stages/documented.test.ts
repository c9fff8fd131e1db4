import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requiredCells } from '../../reports/required.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { documentedCells, whyUnbuilt } from './documented.ts';
import { stagesFor } from './list.ts';

const reference = await loadTarget(targetFile('reference'));
const repaired = {
  ...reference,
  documented: { source: 'its README', role: 'dispatcher', checks: ['sign-in.works/admin', 'task.confirmed'] },
};
const cells = requiredCells(reference, { profile: 'gate', devices: ['android'], main: 'android' });

test('what a target names is asked of the release as documented too, and nothing else', () => {
  const asked = documentedCells(repaired, cells);
  assert.deepEqual(new Set(asked.map(({ check }) => check)), new Set(['sign-in.works', 'task.confirmed']));
  const signIns = asked.filter(({ check }) => check === 'sign-in.works').map(({ subject }) => subject);
  assert.deepEqual(signIns, ['admin']);
  const tasks = asked.filter(({ check }) => check === 'task.confirmed');
  assert.equal(tasks.length, reference.tasks.length);
});

test('a release that nothing was repaired of is not started twice', () => {
  assert.deepEqual(documentedCells(reference, cells), []);
  const named = (target: typeof reference) =>
    stagesFor({ only: [], profile: 'gate', target }).map(({ name }) => name);
  assert.ok(named(repaired).includes('documented'));
  assert.ok(!named(reference).includes('documented'));
});

test('a release that its documented commands do not build is called so, with the document’s line', () => {
  const part = { name: 'front end', commands: ['`npm run build` (PLAN.md line 3)'], why: null } as const;
  assert.equal(whyUnbuilt(undefined), undefined);
  assert.equal(whyUnbuilt({ notes: [], parts: [{ ...part, outcome: 'worked' }] }), undefined);
  assert.equal(
    whyUnbuilt({ notes: [], parts: [{ ...part, outcome: 'open', why: 'no network' }] }),
    undefined,
  );
  const why = '`npm run build` (PLAN.md line 3) ended with 1:\nno tailwind';
  assert.equal(
    whyUnbuilt({ notes: [], parts: [{ ...part, outcome: 'failed', why }] }),
    'the documented commands do not build it: front end: `npm run build` (PLAN.md line 3) ended with 1: no tailwind',
  );
});
