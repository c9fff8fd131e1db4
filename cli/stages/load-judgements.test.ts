import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement } from '../../load/index.ts';
import { whyLoadIsOpen } from '../../stack/box-share.ts';
import { keepRows, startFront } from '../testing/front-only-stack.ts';
import { writeJudgements } from './load-judgements.ts';

const slow: Judgement = {
  id: 'p95',
  subject: 'all requests',
  outcome: 'fail',
  reason: 'lower bound 600.0 ms is above 500.0 ms',
  actual: 700,
  lower: 600,
  upper: 800,
  limit: 500,
  unit: 'ms',
  n: 6400,
  needsMore: false,
};
const fast: Judgement = { ...slow, subject: 'jobs.list', outcome: 'pass', actual: 20, lower: 10, upper: 30 };
const overall = { subject: 'all requests' };

test('a limit that was missed while others had the machine is open, one that was kept is kept', async () => {
  await using main = await startFront({ status: 200, body: '' });
  const rowsWhen = (lost: number) => {
    const kept = keepRows();
    writeJudgements(
      { main, observe: (stack, row) => kept.observe(stack, row) },
      { judgements: [slow, fast], overall },
      whyLoadIsOpen(lost),
    );
    return kept.rows.map(({ subject, outcome, reason }) => [subject, outcome, reason]);
  };
  const errors = ['target', 'inconclusive', 'target: nothing was measured'];
  const why = 'all requests: lower bound 600.0 ms is above 500.0 ms';
  assert.deepEqual(rowsWhen(0.2), [['overall', 'fail', why], ['jobs.list', 'pass', ''], errors]);
  const starved = `this machine was starved: others took 40 % of its time under the load: ${why}`;
  assert.deepEqual(rowsWhen(0.4), [['overall', 'inconclusive', starved], ['jobs.list', 'pass', ''], errors]);
});
