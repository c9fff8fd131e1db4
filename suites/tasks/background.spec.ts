import { applicable } from '../../targets/capabilities.ts';
import { check } from '../../fixtures/check.ts';
import { confirmFresh } from '../../fixtures/job-freshness.ts';

check('work.fresh', async ({ subject, attached, sql, seen }) => {
  const { target, facts } = attached;
  const job = applicable(target.backgroundWork, 'backgroundWork').find(({ id }) => id === subject);
  if (!job) throw new Error(`${subject} is no background work of the target`);
  if (!sql) {
    seen.inconclusive('no SQL access to this stack: when it last ran was not seen');
    return;
  }
  const [row] = await sql.query(job.query);
  confirmFresh(seen, job, row, { startedAt: new Date(facts.startedAt), now: new Date() });
});
