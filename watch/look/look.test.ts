import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJobs } from '../../stack/attach/job-times.ts';
import { readBackups } from '../../stack/attach/read-backups.ts';
import type { RequestNote } from '../../stack/read-only/request-note.ts';
import { judgeRequests } from './judge-requests.ts';
import { judgeBackups } from './newest-backups.ts';

const now = new Date('2026-03-02T12:00:00Z');
const nightly = { newestWithinMs: { value: 26 * 3_600_000, source: 'the plan' } };

const holds = (printed: string): readonly boolean[] =>
  judgeBackups(readBackups(printed), nightly, now).map(({ reason }) => reason === '');

test('the newest backup is judged, in whatever order they are printed', () => {
  const both = '2026-03-01T02:00:00Z 900 old\n2026-03-02T02:00:00Z 1000 new\n';
  assert.deepEqual(holds(both), [true, true]);
  assert.deepEqual(holds(both.split('\n').reverse().join('\n')), [true, true]);
});

test('one that is too old, one that shrank, one that is empty and none at all fail', () => {
  assert.deepEqual(holds('2026-03-01T02:00:00Z 1000'), [false, true]);
  assert.deepEqual(holds('2026-03-01T02:00:00Z 1000\n2026-03-02T02:00:00Z 400'), [true, false]);
  assert.deepEqual(holds('2026-03-02T02:00:00Z 0'), [true, false]);
  assert.deepEqual(holds('\n'), [false]);
});

test('a line that says no time or no size is refused, and shown', () => {
  assert.throws(
    () => readBackups('yesterday 1000'),
    /expected "<ISO time> <bytes> \[name\]" a line, got "yesterday/u,
  );
  assert.throws(() => readBackups('2026-03-02T02:00:00Z 1.2G'), /got "2026-03-02T02:00:00Z 1\.2G"/u);
  assert.throws(() => readJobs('cleanup soon'), /expected "<job> <ISO time or never>/u);
});

test('times of jobs are read, and one that never ran is told apart', () => {
  const jobs = readJobs('cleanup 2026-03-02T11:00:00Z 2\nmail never\n');
  assert.deepEqual(jobs.get('cleanup'), { at: '2026-03-02T11:00:00Z', failed: 2 });
  assert.deepEqual(jobs.get('mail'), { at: null, failed: 0 });
});

const note = (over: Partial<RequestNote> = {}): RequestNote => ({
  ...{
    at: '2026-03-02T12:00:00Z',
    method: 'GET',
    path: '/jobs',
    ruling: 'read',
    status: 200,
    durationMs: 12,
  },
  ...over,
});

const judged = (...notes: readonly RequestNote[]): readonly string[] =>
  judgeRequests(notes, 3)
    .filter(({ reason, outcome, operator, actual, expected }) => {
      if (outcome !== undefined) return true;
      return operator === '<='
        ? Number(actual) > Number(expected)
        : actual !== '' || reason?.startsWith('stopped');
    })
    .map(({ check, reason }) => `${check}: ${reason}`);

test('reads that are answered are no trouble, nor is a 404, nor what pages are known to send', () => {
  const known = note({ ruling: 'expected', method: 'POST', status: null });
  assert.deepEqual(judged(note(), note({ status: 404 }), known), []);
});

test('what wanted to leave, what was too much and what was not answered are each named', () => {
  assert.deepEqual(judged(note(), note({ method: 'DELETE', ruling: 'stopped', status: null })), [
    'looks.only-read: stopped before they left: DELETE /jobs',
  ]);
  const over = note({ ruling: 'over-budget', status: null });
  assert.deepEqual(judged(note(), note(), note(), over), [
    'looks.in-budget: 4 were wanted, and 1 of them stopped at 3',
  ]);
  assert.deepEqual(
    judged(note(), note({ status: 503 }), note({ status: null, failure: 'other side closed' })),
    ['looks.answered: 2 of 3 were not: GET /jobs: 503, GET /jobs: other side closed'],
  );
});

test('whoever left before the answer came is no trouble of the system; where nothing was sent, all is open', () => {
  assert.deepEqual(judged(note(), note({ status: null, abandoned: true })), []);
  assert.deepEqual(
    judgeRequests([], 3).map(({ outcome }) => outcome),
    ['inconclusive', 'inconclusive', 'inconclusive'],
  );
});
