import { check } from '../../fixtures/check.ts';
import { findTask, pageOf, prepareTask } from '../../fixtures/perform-task.ts';
import { confirmByWitnesses } from '../../fixtures/witness.ts';

/** Played on the stack that was brought up from the backup: the same tasks, the same witnesses. */
check('restored.task', async ({ subject, phone, people, attached, sql, objects, unique, seen }) => {
  const task = findTask(attached.target, subject);
  const witnesses = { session: async (role: string) => await people.session(role), sql, objects };
  const given = await prepareTask(task, unique, witnesses);
  const screen = await phone.openSignedIn(task.role);
  const done = await pageOf(screen.pages, task).act(given);
  seen.confirm('the screen says', { operator: '!=', expected: '', actual: done.says });
  await confirmByWitnesses(task, { ...given, ...done.learned }, witnesses, seen);
});
