import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sampleVerdict } from '../../reports/test-support/sample-verdict.ts';
import type { Verdict } from '../../reports/verdict.ts';
import { golivePackage } from '../golive-package.ts';
import { addCleanRuns } from './add-clean-runs.ts';
import { controlledCells, uncontrolled } from './controls.ts';
import { openProofLog, type ProofLog } from './proof-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'clean-runs-'));
after(() => rmSync(folder, { recursive: true }));
const sample = await sampleVerdict();
const run = {
  ...sample.run,
  target: 'reference',
  versions: { ...sample.run.versions, golive: golivePackage.version },
};
const whole: Verdict = { ...sample, run, fault: null, partial: null };

function add(log: ProofLog, verdict: Verdict): void {
  writeFileSync(join(folder, 'verdict.json'), JSON.stringify(verdict));
  addCleanRuns(log, [folder], 'reference');
}
let logs = 0;
const openLog = (): ProofLog => openProofLog(join(folder, `${(logs += 1)}.jsonl`), 'd', false);

test('a whole run counts once, whatever its verdict, and what passed in it is a control', () => {
  const log = openLog();
  add(log, whole);
  add(log, whole);
  assert.equal(log.of('clean').length, 1);
  assert.equal(log.of('clean')[0]?.decision, whole.decision);
  const passed = whole.checks.filter(({ outcome }) => outcome === 'pass').length;
  assert.ok(passed > 0);
  assert.equal(controlledCells(log, run.stack).size, passed);
  assert.equal(controlledCells(log, 'rehearsal').size, 0);
  assert.deepEqual(uncontrolled(log, run.stack, ['cors.closed']), []);
  assert.deepEqual(uncontrolled(log, 'rehearsal', ['cors.closed']), ['cors.closed']);
});

test('a whole gate is a control of what an acceptance run asks as it does, and of nothing that is left for acceptance', () => {
  const log = openLog();
  add(log, whole);
  const place = `${run.stack}, acceptance`;
  assert.deepEqual(controlledCells(log, place), controlledCells(log, run.stack));
  assert.deepEqual(uncontrolled(log, place, ['cors.closed', 'login.retry-after']), ['login.retry-after']);
  assert.equal(controlledCells(log, `mutants on ${run.stack}, seed XS`).size, 0);
});

const refused: readonly [why: RegExp, verdict: Verdict][] = [
  [/expected a run of reference, got one of other/u, { ...whole, run: { ...run, target: 'other' } }],
  [/expected a whole run, got one of 2 of 306 answers/u, { ...whole, partial: { scheduled: 2, of: 306 } }],
  [/expected Golive .*, got 0\.0\.0/u, { ...whole, run: { ...run, versions: { golive: '0.0.0' } } }],
  [
    /expected nothing planted, got a-fault/u,
    {
      ...whole,
      fault: { id: 'a-fault', at: 'edge', what: '', turnsRed: [], bystander: '', verdict: 'NO-GO' },
    },
  ],
];
for (const [why, verdict] of refused) {
  test(`no clean run: ${why.source}`, () => {
    const log = openLog();
    assert.throws(() => add(log, verdict), why);
    assert.deepEqual(log.of('clean'), []);
  });
}
