import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { faults } from '../faults/index.ts';
import { parseBinding } from '../targets/binding.ts';
import { builtInTargets, loadTarget, targetFile } from '../targets/load.ts';
import { checklistLineSchema } from '../targets/schema/checklist.ts';
import { linesAskedAlike, linesTurnedRed } from './lines-turned-red.ts';
import { provedFaults } from './proved-faults.ts';

/** Lines of the reference's plan that no fault was seen to turn red, each with the reason. */
const ofDays =
  'judged over days of looks: watch/history/planted-looks.test.ts plants looks that must turn it red';
const withoutFault: Readonly<Record<string, string>> = {
  'reference/monitor-errors': ofDays,
  'reference/performance-review': ofDays,
  'reference/uptime': ofDays,
};

/** A check may answer so many lines of one plan before somebody must say why. */
const mostLines = 6;

const reference = await loadTarget(targetFile('reference'));
const proofs = new Map(provedFaults().map((proof) => [proof.id, proof]));

test('a fault was seen to turn red each line of the reference’s plan that checks answer', () => {
  const own = faults.filter(({ target = 'reference' }) => target === 'reference');
  const red = new Set(
    own.flatMap((fault) => linesTurnedRed(fault, proofs.get(fault.id), reference.checklist)),
  );
  const bound = reference.checklist.filter(({ by, checks }) => by === 'check' && checks.length > 0);
  assert.ok(bound.length > 50);
  const missing = bound.filter(({ id }) => !red.has(id)).map(({ id }) => id);
  assert.deepEqual(missing.toSorted(), Object.keys(withoutFault));
});

/** Lines of the other plans whose checks no fault of theirs or the reference's was seen to turn red, with the reason. */
const elsewhereWithout: Readonly<Record<string, string>> = {
  'aj-hcp-le/failover':
    'a lost replica needs two of them: the fault is caught on containers, not on processes',
  'aj-hcp-le/t24p-errors': ofDays,
  'aj-hcp-le/t24p-performance': ofDays,
  'aj-hcp-le/uptime': ofDays,
  'salessync/monitor-24h': ofDays,
};

test('a fault was seen to turn red a check of each line that checks answer in the plans of the five systems', async () => {
  const missing = await Promise.all(
    builtInTargets
      .filter((name) => name !== 'reference')
      .map(async (name) => {
        const { checklist } = await loadTarget(targetFile(name));
        const red = new Set(
          faults.flatMap((fault) => linesAskedAlike(fault, proofs.get(fault.id), checklist)),
        );
        const bound = checklist.filter(({ by, checks }) => by === 'check' && checks.length > 0);
        assert.ok(bound.length > 20);
        return bound.filter(({ id }) => !red.has(id)).map(({ id }) => id);
      }),
  );
  assert.deepEqual(missing.flat().toSorted(), Object.keys(elsewhereWithout));
});

test('a check that answers more than six lines of one plan has its reason in docs/lines.md', async () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/lines.md'), 'utf8');
  const crowded = await Promise.all(
    builtInTargets.map(async (name) => {
      const { checklist } = await loadTarget(targetFile(name));
      const named = checklist.flatMap(({ checks }) => [
        ...new Set(checks.map((text) => parseBinding(text).check)),
      ]);
      const counts = Map.groupBy(named, (check) => check);
      return [...counts]
        .filter(([, list]) => list.length > mostLines)
        .map(([check]) => `| ${name} | \`${check}\` |`);
    }),
  );
  assert.deepEqual(
    crowded.flat().filter((row) => !page.includes(row)),
    [],
    'docs/lines.md: expected a row with the reason',
  );
});

test('a line is turned red by what names its subject, or by any subject where it names none', () => {
  const line = (id: string, ...checks: string[]) =>
    checklistLineSchema.parse({ id, section: '', text: '', by: 'check', phase: 'release', checks });
  const plan = [
    line('any', 'a.b'),
    line('one', 'a.b/x@iphone'),
    line('other', 'a.b/y'),
    line('apart', 'c.d'),
  ];
  assert.deepEqual(linesTurnedRed({ turnsRed: ['scan.reads'] }, { turnedRed: ['a.b/x'] }, plan), [
    'any',
    'one',
  ]);
  assert.deepEqual(linesTurnedRed({ turnsRed: ['scan.reads'] }, undefined, [line('s', 'scan.reads')]), ['s']);
  assert.deepEqual(linesTurnedRed({ turnsRed: ['scan.reads'] }, undefined, [line('s', 'scan.reads/qr')]), []);
});
