import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startHousekeeping } from './housekeeping.ts';
import { addCustomer, addWorkOrder, clientFor } from './testing/client.ts';
import type { TestFieldbook } from './testing/fieldbook.ts';
import { startFieldbook } from './testing/fieldbook.ts';

let fieldbook: TestFieldbook;
before(async () => {
  fieldbook = await startFieldbook();
});
after(() => fieldbook[Symbol.asyncDispose]());

const exportOf = async (token: string, query = ''): Promise<{ status: number; text: string }> => {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${fieldbook.url}/api/reports/hours.csv${query}`, { headers });
  return { status: answer.status, text: Buffer.from(await answer.arrayBuffer()).toString('utf8') };
};

test('hours are exported in whole, quoted where they must be, and no note is a formula', async () => {
  const { accessToken } = await fieldbook.signIn('dispatcher');
  const office = clientFor(fieldbook.url, accessToken);
  const job = await addWorkOrder(office, (await addCustomer(office)).id);
  for (const [date, note] of [
    ['2026-01-31', '=1+1'],
    ['2026-02-01', 'First fix, "upstairs"'],
  ]) {
    const body = { workOrderId: job.id, date, minutes: 45, note };
    assert.equal((await office.post('/api/time-entries', body)).status, 201);
  }
  const { text } = await exportOf(accessToken);
  const [head, ...rows] = text.slice(1).trimEnd().split('\r\n');
  assert.equal(text.charCodeAt(0), 0xfeff);
  assert.equal(head, 'Date,Person,Job,Title,Minutes,Note');
  assert.match(rows[0] ?? '', /^2026-01-31,.*,45,'=1\+1$/);
  assert.match(rows[1] ?? '', /^2026-02-01,.*,45,"First fix, ""upstairs"""$/);
  const february = await exportOf(accessToken, '?from=2026-02-01');
  assert.equal(february.text.trimEnd().split('\r\n').length, 2);
  assert.equal((await exportOf(accessToken, '?from=2026-02-02&to=2026-02-01')).status, 400);
  assert.equal((await exportOf((await fieldbook.signIn('technician')).accessToken)).status, 403);
});

/** Starts the clean-up, and waits until its first run has been noted. */
const firstRun = async (): Promise<{ job: string; error: string | null } | undefined> => {
  const errors: unknown[] = [];
  const stop = startHousekeeping(fieldbook.pool, (error) => errors.push(error));
  try {
    for (let look = 1; look <= 100; look += 1) {
      const found = await fieldbook.pool.query<{ job: string; error: string | null }>(
        'select job, error from job_runs order by id desc limit 1',
      );
      if (found.rows[0]) return found.rows[0];
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return undefined;
  } finally {
    stop();
  }
};

test('the clean-up notes that it ran, and why it failed', async () => {
  assert.deepEqual(await firstRun(), { job: 'housekeeping', error: null });
  await fieldbook.pool.query('delete from job_runs');
  await fieldbook.pool.query('alter table login_failures rename to login_failures_gone');
  assert.match((await firstRun())?.error ?? '', /login_failures/);
  await fieldbook.pool.query('alter table login_failures_gone rename to login_failures');
});
