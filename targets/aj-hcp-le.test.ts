import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCheck } from '../checks/catalogue.ts';
import { parseBinding } from './binding.ts';
import { whyNotApplicable } from './capabilities.ts';
import { loadTarget, targetFile } from './load.ts';
import { subjectsOf } from './subjects.ts';

const target = await loadTarget(targetFile('aj-hcp-le'));

test('every line of the plan is there once', () => {
  assert.equal(target.checklist.length, 56);
  assert.equal(new Set(target.checklist.map(({ id }) => id)).size, 56);
});

test('every binding names something that the target has, or says why it has none', () => {
  const bindings = target.checklist.flatMap(({ id, checks }) => checks.map((text) => ({ id, text })));
  const empty = bindings.filter(({ text }) => {
    const { check, subject } = parseBinding(text);
    const definition = findCheck(check);
    const subjects = definition ? subjectsOf(definition, target) : [];
    const lacks = definition?.capability && whyNotApplicable(target, definition.capability);
    // The plan asks for what it lacks: the line fails, and says why.
    if (lacks !== undefined) return false;
    return subject === undefined ? subjects.length === 0 : !subjects.includes(subject);
  });
  assert.deepEqual(empty, []);
});

test('a line that no check answers says why, and a person’s line names who signs', () => {
  const silent = target.checklist.filter((line) =>
    line.by === 'person' ? !line.role : line.checks.length === 0 && !line.note,
  );
  assert.deepEqual(silent, []);
});
