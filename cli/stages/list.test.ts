import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../../checks/catalogue.ts';
import { isBrowserSuite } from '../../checks/check.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { notApplicable } from '../../targets/schema/common.ts';
import { stagesFor } from './list.ts';

const target = await loadTarget(targetFile('reference'));
const timesOf = (profile: 'gate' | 'acceptance') =>
  new Map(stagesFor({ only: [], target, profile }).map((stage) => [stage.name, stage]));

test('a stage may take longer where everything is asked on every phone', () => {
  const [gate, acceptance] = [timesOf('gate'), timesOf('acceptance')];
  assert.ok([...gate.keys()].every((name) => acceptance.has(name)));
  assert.equal(gate.get('tasks')?.budgetMs, 120_000);
  assert.equal(acceptance.get('tasks')?.budgetMs, 600_000);
  for (const [name, stage] of acceptance) {
    const { budgetMs = 0, deadlineMs = 0 } = gate.get(name) ?? {};
    assert.ok(stage.budgetMs >= budgetMs && stage.deadlineMs >= deadlineMs, name);
    assert.ok(
      stage.deadlineMs >= 3 * stage.budgetMs,
      `${name}: a deadline of three times its budget at least`,
    );
  }
});

test('a filter leaves the stages that answer it, and those that everything needs', () => {
  const names = (...only: readonly string[]) =>
    stagesFor({ only, target, profile: 'gate' }).map(({ name }) => name);
  assert.deepEqual(names('load.p95/overall'), ['start', 'load']);
  assert.deepEqual(names('stack.ready'), ['start', 'preflight']);
});

test('a stage whose every question the target has none of is no part of its run', () => {
  const none = notApplicable('nobody puts load on it');
  const quiet = { ...target, load: none };
  const names = (of: typeof target) =>
    stagesFor({ only: [], target: of, profile: 'gate' }).map(({ name }) => name);
  assert.ok(names(target).includes('load'));
  assert.deepEqual(
    names(quiet),
    names(target).filter((name) => name !== 'load'),
  );
});

test('what may harm the system is asked after everything else', () => {
  const asked = catalogue.filter(({ harm }) => harm !== undefined).map(({ id }) => id);
  const others = catalogue.filter(({ harm, suite }) => harm === undefined && isBrowserSuite(suite));
  assert.ok(asked.length > 10 && others.length > asked.length);
  for (const profile of ['gate', 'acceptance'] as const) {
    const names = stagesFor({ only: [], target, profile }).map(({ name }) => name);
    const abuse = names.indexOf('abuse');
    assert.ok(abuse > 0);
    assert.equal(abuse, names.length - 1);
  }
});
