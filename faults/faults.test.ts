import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { catalogue, findCheck } from '../checks/catalogue.ts';
import { parseBinding } from '../targets/binding.ts';
import { whyNotApplicable } from '../targets/capabilities.ts';
import { loadTarget, targetFile } from '../targets/load.ts';
import { subjectsOf } from '../targets/subjects.ts';
import type { Fault } from './fault.ts';
import { faults } from './index.ts';

/** Checks that no fault turns red, each with the reason. */
const ofDays =
  'it is asked of looks over days: watch/history/planted-looks.test.ts plants looks that must turn it red';
const withoutFault: Readonly<Record<string, string>> = {
  'watch.errors': ofDays,
  'watch.p95': ofDays,
  'watch.drift': ofDays,
  'watch.uptime': ofDays,
};

const named = ({ turnsRed, bystander }: Fault): readonly string[] => [...turnsRed, bystander];
const targets = new Map(
  await Promise.all(
    [...new Set(faults.map(({ target }) => target ?? 'reference'))].map(
      async (name) => [name, await loadTarget(targetFile(name))] as const,
    ),
  ),
);

test('every check of the catalogue has a fault that must turn it red, or a reason why not', () => {
  const turned = new Set(faults.flatMap(({ turnsRed }) => turnsRed.map((text) => parseBinding(text).check)));
  const without = catalogue.map(({ id }): string => id).filter((id) => !turned.has(id));
  assert.deepEqual(without, Object.keys(withoutFault));
});

test('what a fault names is asked of the target that it is planted on', () => {
  const idle = faults.flatMap((fault) => {
    const target = targets.get(fault.target ?? 'reference');
    return named(fault)
      .filter((text) => {
        const { check, subject, device } = parseBinding(text);
        const definition = findCheck(check);
        if (!target || !definition || device !== undefined) return true;
        if (definition.capability && whyNotApplicable(target, definition.capability)) return true;
        return subject !== undefined && !subjectsOf(definition, target).includes(subject);
      })
      .map((text) => `${fault.id}: ${text}`);
  });
  assert.deepEqual(idle, []);
});

test('no fault has a bystander that it must turn red itself', () => {
  for (const { id, turnsRed, bystander } of faults) {
    const by = parseBinding(bystander);
    const own = turnsRed.map(parseBinding).filter(({ check }) => check === by.check);
    const isApart = own.every(({ subject }) => subject !== undefined && subject !== by.subject);
    assert.ok(own.length === 0 || (by.subject !== undefined && isApart), id);
  }
});

test('one fault a file, by its id in kebab-case', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -3))
    .filter((name) => !['fault', 'index', 'own-faults', 'planting'].includes(name));
  const ids = faults.map(({ id }) => id);
  assert.deepEqual([...ids].sort(), files.sort());
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(
    ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/u.test(id)),
    [],
  );
});

test('a patch finds its text exactly once in the source, so that no refactoring silences it', () => {
  const source = join(import.meta.dirname, '../reference-system');
  const patches = faults
    .filter(({ target }) => target === undefined)
    .flatMap(({ id, patch = [] }) => patch.map((one) => ({ id, ...one })));
  const found = patches.map(({ id, file, find }) => ({
    id,
    times: readFileSync(join(source, file), 'utf8').split(find).length - 1,
  }));
  assert.ok(found.length > 0);
  assert.deepEqual(
    found.filter(({ times }) => times !== 1),
    [],
  );
});

test('every fault is planted somewhere, and there are 20 and more of them over all suites', () => {
  const idle = faults.filter(
    ({ plant, plantInRestored, patch, scene, generator, deployment }) =>
      !(plant ?? plantInRestored ?? patch ?? scene ?? generator ?? deployment),
  );
  assert.deepEqual(idle, []);
  assert.ok(faults.length >= 20);
  const suites = new Set(
    faults.flatMap(({ turnsRed }) => turnsRed.map((text) => findCheck(parseBinding(text).check)?.suite)),
  );
  assert.deepEqual(
    [...new Set(catalogue.filter(({ id }) => !(id in withoutFault)).map(({ suite }) => suite))].filter(
      (suite) => !suites.has(suite),
    ),
    [],
  );
});
