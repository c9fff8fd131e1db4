import { check } from '../../fixtures/check.ts';
import { findTask, pageOf, prepareTask } from '../../fixtures/perform-task.ts';

check('task.in-time', async ({ subject, phone, people, attached, sql, objects, unique, seen }) => {
  const task = findTask(attached.target, subject);
  if (!task.within) throw new Error(`${subject}: the target states no time for it`);
  const { valueMs, source } = task.within;
  const witnesses = { session: async (role: string) => await people.session(role), sql, objects };
  const given = await prepareTask(task, unique, witnesses);
  const screen = await phone.openAs(task.role);
  const begun = performance.now();
  const done = await pageOf(screen.pages, task).act(given);
  const tookMs = Math.round(performance.now() - begun);
  seen.confirm('the screen says', { operator: '!=', expected: '', actual: done.says });
  seen.confirm(`${subject} (${source})`, {
    operator: '<',
    expected: valueMs,
    actual: tookMs,
    unit: 'ms',
    limit: valueMs,
  });
});
