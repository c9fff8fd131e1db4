import { check } from '../../fixtures/check.ts';
import { dayEdges } from '../../fixtures/edges-of-days.ts';
import { findTask, pageOf, prepareTask } from '../../fixtures/perform-task.ts';
import { confirmByWitnesses } from '../../fixtures/witness.ts';
import { substitute } from '../../targets/substitute.ts';

check('dates.right-day', async ({ subject, phone, people, attached, sql, objects, unique, seen }) => {
  const task = findTask(attached.target, subject);
  const name = task.day;
  if (name === undefined) throw new Error(`${subject} enters nothing for a day`);
  const witnesses = { session: async (role: string) => await people.session(role), sql, objects };
  for (const [index, edge] of dayEdges.entries()) {
    const screen = await phone.openAs(task.role, '/', edge);
    const page = pageOf(screen.pages, task);
    // An empty day is left as the form offers it.
    for (const [how, typed, day] of [
      ['by hand', edge.entered, edge.entered],
      ['as offered', '', edge.today],
    ] as const) {
      const given = await prepareTask(task, `${unique}-${index}${how.at(0) ?? ''}`, witnesses);
      const done = await page.act({ ...given, [name]: typed });
      const names = { ...given, ...done.learned, [name]: day };
      await confirmByWitnesses(task, names, witnesses, seen);
      await screen.page.reload();
      const shown = await page.readBack(names);
      for (const [what, text] of Object.entries(task.shows)) {
        seen.confirm(`${what} in ${edge.timeZone}, entered ${how}`, {
          operator: 'contains',
          expected: substitute(text, names),
          actual: shown[what] ?? '',
        });
      }
    }
    await screen.context.close();
  }
});
