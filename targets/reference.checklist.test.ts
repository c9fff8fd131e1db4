import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadTarget, targetFile } from './load.ts';
import { referenceChecklist } from './reference.checklist.ts';

const plan = readFileSync(join(import.meta.dirname, '../docs/reference-plan.md'), 'utf8');

function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    section = /^## (.+)$/u.exec(line)?.[1] ?? section;
    const found = /^- \[ \] `([^`]+)` (.+) \((release|launch|after)(?:, signed by (\w+))?\)$/u.exec(line);
    if (found) lines.push([section, found[1], found[2], found[3], found[4] ?? 'check'].join(' | '));
  }
  return lines;
}

test('every line of the plan is a line of the checklist, word for word, and the other way round', () => {
  const bound = referenceChecklist.map(({ section, id, text, phase, role }) =>
    [section, id.replace('reference/', ''), text, phase, role ?? 'check'].join(' | '),
  );
  assert.ok(bound.length > 80);
  assert.deepEqual(bound, linesOf(plan));
});

test('the reference target is well-formed, its bindings and roles included', async () => {
  const target = await loadTarget(targetFile('reference'));
  assert.equal(target.checklist.length, referenceChecklist.length);
});

test('every line that is due at a release is bound to a check or to a role', () => {
  const open = referenceChecklist.filter(
    (line) => line.phase === 'release' && (line.by === 'check' ? !line.checks?.length : !line.role),
  );
  assert.deepEqual(
    open.map(({ id }) => id),
    [],
  );
});
