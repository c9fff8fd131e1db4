import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOutcome } from './fault-outcome.ts';

type Asked = Parameters<typeof faultOutcome>[0];
type Outcome = Asked['checks'][number]['outcome'];

const fault = {
  id: 'f',
  at: 'edge',
  what: 'something is planted',
  turnsRed: ['headers.present/html', 'auth.required'],
  bystander: 'headers.present/json',
  verdict: 'NO-GO',
} satisfies NonNullable<Asked['fault']>;

function check(id: string, subject: string, outcome: Outcome): Asked['checks'][number] {
  return {
    ref: `${id}/${subject}`,
    id,
    question: 'Is it so?',
    suite: 'security',
    subject,
    device: 'none',
    stack: 'main',
    level: 'blocking',
    leastFidelity: 'process-stack',
    outcome,
    reason: '',
    stray: false,
    attempts: 1,
    flaky: false,
    waiver: null,
    expected: null,
    actual: null,
    operator: null,
    unit: null,
    limit: null,
    interval: null,
    n: 1,
    fidelity: 'process-stack',
    startedAt: null,
    durationMs: 1,
    attachments: [],
  };
}

const green = check('headers.present', 'json', 'pass');
const isProved = (over: Partial<Asked>): boolean | undefined =>
  faultOutcome({ fault, decision: 'NO-GO', checks: [green], ...over })?.isProved;

test('proved: one of its own checks is red, the bystander green, the verdict the expected one', () => {
  const outcome = faultOutcome({
    fault,
    decision: 'NO-GO',
    checks: [green, check('headers.present', 'html', 'fail'), check('auth.required', 'jobs.list', 'fail')],
  });
  assert.deepEqual(outcome, {
    turnedRed: ['headers.present/html', 'auth.required/jobs.list'],
    isBystanderGreen: true,
    isProved: true,
  });
});

test('not proved: nothing red, something else red, an open check, or no bystander', () => {
  assert.equal(isProved({}), false);
  assert.equal(isProved({ checks: [green, check('headers.present', 'css', 'fail')] }), false);
  assert.equal(isProved({ checks: [green, check('headers.present', 'html', 'inconclusive')] }), false);
  const red = check('headers.present', 'html', 'fail');
  assert.equal(isProved({ checks: [red] }), false);
  assert.equal(isProved({ checks: [red, check('headers.present', 'json', 'fail')] }), false);
  assert.equal(isProved({ checks: [red, green], decision: 'INCONCLUSIVE' }), false);
});

test('a fault of the measuring is proved by a check that stays open', () => {
  const measuring = { ...fault, verdict: 'INCONCLUSIVE' as const };
  const open = check('headers.present', 'html', 'inconclusive');
  assert.equal(isProved({ fault: measuring, checks: [green, open], decision: 'INCONCLUSIVE' }), true);
  assert.equal(isProved({ fault: measuring, checks: [green, open], decision: 'NO-GO' }), false);
  const red = check('headers.present', 'html', 'fail');
  assert.equal(isProved({ fault: measuring, checks: [green, red], decision: 'INCONCLUSIVE' }), false);
});

test('a run without a fault has no such outcome', () => {
  assert.equal(faultOutcome({ fault: null, decision: 'GO', checks: [green] }), undefined);
});
