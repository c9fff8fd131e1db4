import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanVerdict, sampleVerdict } from '../test-support/sample-verdict.ts';
import { rejudge } from './rejudge.ts';

const nothing = { waivers: [], lineWaivers: [], answers: [], asOf: new Date('2026-03-02T12:00:00Z') };

test('while nobody has said anything, the judge says again what it said', async () => {
  for (const verdict of [await sampleVerdict(), await cleanVerdict()]) {
    const again = rejudge(verdict, nothing);
    assert.equal(again.decision, verdict.decision);
    assert.deepEqual(
      again.lines.map(({ line, outcome }) => [line.id, outcome]),
      verdict.checklist.map(({ id, outcome }) => [id, outcome]),
    );
  }
});

test('a waiver of one subject leaves the others as they are', async () => {
  const verdict = await sampleVerdict();
  const failed = verdict.checks.filter(({ outcome, waiver }) => outcome === 'fail' && waiver === null);
  const [first] = failed;
  assert.ok(first && failed.length > 1);
  const waiver = {
    ...{ check: first.id, subject: first.subject, name: 'Ada Lind', reason: 'agreed on Monday' },
    expiresAt: '2026-03-09T00:00:00Z',
  };
  const { cells, decision } = rejudge(verdict, { ...nothing, waivers: [waiver] });
  const waived = cells.filter(
    (one) => one.waiver?.name === 'Ada Lind' && one.waiver.reason === waiver.reason,
  );
  assert.deepEqual(
    [...new Set(waived.map(({ cell }) => [cell.check, cell.subject].join('/')))],
    [`${first.id}/${first.subject}`],
  );
  assert.equal(decision, 'NO-GO');
});

test('a line of a person is green once the person has answered, and a red one never is by that', async () => {
  const verdict = await sampleVerdict();
  const answer = (line: string) => ({
    line,
    role: 'operations',
    name: 'Olga Berg',
    at: '2026-03-02T11:00:00Z',
  });
  const waiting = verdict.checklist.find(({ outcome }) => outcome === 'person');
  const red = verdict.checklist.find(({ outcome }) => outcome === 'fail');
  assert.ok(waiting && red);
  const { lines } = rejudge(verdict, { ...nothing, answers: [answer(waiting.id), answer(red.id)] });
  const outcomeOf = (id: string) => lines.find(({ line }) => line.id === id)?.outcome;
  assert.deepEqual([outcomeOf(waiting.id), outcomeOf(red.id)], ['pass', 'fail']);
});
