import { check } from '../../fixtures/check.ts';
import { findTask, pageOf, prepareTask } from '../../fixtures/perform-task.ts';
import { substitute } from '../../targets/substitute.ts';
import { confirmByWitnesses } from '../../fixtures/witness.ts';
import { reload } from '../../fixtures/reload.ts';

check('task.confirmed', async ({ subject, phone, people, attached, sql, objects, unique, seen }) => {
  const task = findTask(attached.target, subject);
  const witnesses = { session: async (role: string) => await people.session(role), sql, objects };
  const given = await prepareTask(task, unique, witnesses);
  const screen = await phone.openAs(task.role);
  const done = await pageOf(screen.pages, task).act(given);
  seen.confirm('the screen says', { operator: '!=', expected: '', actual: done.says });
  await confirmByWitnesses(task, { ...given, ...done.learned }, witnesses, seen);
});

check('task.shown-again', async ({ subject, phone, people, attached, sql, objects, unique, seen }) => {
  const task = findTask(attached.target, subject);
  const witnesses = { session: async (role: string) => await people.session(role), sql, objects };
  const given = await prepareTask(task, unique, witnesses);
  const screen = await phone.openAs(task.role);
  const page = pageOf(screen.pages, task);
  const done = await page.act(given);
  await reload(screen.page);
  const names = { ...given, ...done.learned };
  const shown = await page.readBack(names);
  for (const [name, text] of Object.entries(task.shows)) {
    const expected = substitute(text, names);
    seen.confirm(`${name} after a reload`, { operator: 'contains', expected, actual: shown[name] ?? '' });
  }
  // A task that shows nothing again (a file handed out) is at least still open to the person after the reload.
  seen.confirm('script errors', {
    operator: 'is-empty',
    expected: '',
    actual: screen.scriptErrors.join('; '),
  });
});
