import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleVerdict } from '../../reports/test-support/sample-verdict.ts';
import type { Verdict } from '../../reports/verdict.ts';
import { cellOf } from './clean-record.ts';
import { judgeFault } from './prove-fault.ts';
import { judgeMutant } from './prove-mutation.ts';

const sample = await sampleVerdict();
const [base] = sample.checks;
if (!base) throw new Error('the sample verdict has no check');
type Check = Verdict['checks'][number];
const check = (id: string, outcome: Check['outcome']): Check => ({
  ...base,
  id,
  subject: 'html',
  device: 'none',
  outcome,
});
const planted = {
  id: 'a-fault',
  at: 'edge',
  what: 'something is wrong',
  turnsRed: ['headers.present'],
  bystander: 'cors.closed',
  verdict: 'NO-GO',
} as const;
const verdict = (
  header: Check['outcome'],
  bystander: Check['outcome'],
  decision = 'NO-GO' as const,
): Verdict => ({
  ...sample,
  decision,
  fault: { ...planted, turnsRed: [...planted.turnsRed] },
  checks: [check('headers.present', header), check('cors.closed', bystander)],
});
const clean = new Set([check('headers.present', 'pass'), check('cors.closed', 'pass')].map(cellOf));

test('caught: red with the fault, green without it, and the bystander green both times', () => {
  const { outcome, turnedRed, proved } = judgeFault(verdict('fail', 'pass'), clean);
  assert.deepEqual([outcome, turnedRed], ['caught', ['headers.present/html@none']]);
  assert.deepEqual([proved?.id, proved?.turnedRed], ['a-fault', ['headers.present/html']]);
});

test('missed: nothing turned red', () => {
  const { outcome, why, proved } = judgeFault(verdict('pass', 'pass'), clean);
  assert.deepEqual([outcome, proved], ['missed', null]);
  assert.match(why, /nothing of headers\.present turned fail/u);
});

test('red proves nothing without a clean control, of the bystander neither', () => {
  for (const controlled of [new Set<string>(), new Set(['headers.present/html@none'])]) {
    const { outcome, why, proved } = judgeFault(verdict('fail', 'pass'), controlled);
    assert.deepEqual([outcome, proved], ['open', null]);
    assert.match(why, /the clean control did not pass/u);
  }
});

test('open: the bystander is red as well', () => {
  const { outcome, why } = judgeFault(verdict('fail', 'fail'), clean);
  assert.deepEqual([outcome, why], ['open', 'the bystander cors.closed did not stay green']);
});

test('a fault of the measuring is caught by what it leaves open', () => {
  const open: Verdict = { ...verdict('inconclusive', 'pass'), decision: 'INCONCLUSIVE' };
  const fault = { ...planted, turnsRed: [...planted.turnsRed], verdict: 'INCONCLUSIVE' as const };
  assert.equal(judgeFault({ ...open, fault }, clean).outcome, 'caught');
  assert.equal(judgeFault(open, clean).outcome, 'missed');
});

test('a mutant is killed by what is red and was not, and by nothing else', () => {
  assert.deepEqual(judgeMutant(verdict('fail', 'pass'), clean).why, 'headers.present/html@none');
  assert.equal(judgeMutant(verdict('fail', 'pass'), clean).outcome, 'killed');
  assert.equal(judgeMutant(verdict('fail', 'pass'), new Set()).outcome, 'survived');
});

test('a mutant survives where all is green, and is open where something was not answered', () => {
  assert.equal(judgeMutant(verdict('pass', 'pass'), clean).outcome, 'survived');
  assert.equal(judgeMutant(verdict('pass', 'pass'), clean, true).outcome, 'open');
  const open = judgeMutant(verdict('inconclusive', 'pass'), clean);
  assert.deepEqual([open.outcome, open.why], ['open', 'not answered: headers.present/html@none']);
});
