import { check } from '../../fixtures/check.ts';
import { findTask, pageOf, prepareTask } from '../../fixtures/perform-task.ts';
import { timed } from '../../fixtures/timed.ts';

check('task.in-time', async ({ subject, phone, people, attached, sql, objects, unique, seen }) => {
  const task = findTask(attached.target, subject);
  if (!task.within) throw new Error(`${subject}: the target states no time for it`);
  const { valueMs, source } = task.within;
  const witnesses = { session: async (role: string) => await people.session(role), sql, objects };
  const given = await prepareTask(task, unique, witnesses);
  const screen = await phone.openAs(task.role);
  const timing = { attached, seen, limitMs: valueMs };
  const { done, elapsedMs } = await timed(timing, async () => await pageOf(screen.pages, task).act(given));
  seen.confirm('the screen says', { operator: '!=', expected: '', actual: done.says });
  seen.confirm(`${subject} (${source})`, {
    operator: '<',
    expected: valueMs,
    actual: elapsedMs,
    unit: 'ms',
    limit: valueMs,
  });
});
