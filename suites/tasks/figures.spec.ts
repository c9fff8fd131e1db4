import { randomUUID } from 'node:crypto';
import { applicable } from '../../targets/capabilities.ts';
import type { Figure } from '../../targets/schema/interface.ts';
import type { Target } from '../../targets/schema/target.ts';
import { check } from '../../fixtures/check.ts';
import { askGiven } from '../../fixtures/perform-task.ts';
import { namesOf } from '../../fixtures/record-names.ts';
import { readSteadyFigure } from '../../fixtures/steady-figure.ts';

function findFigure({ figures }: Target, subject: string): Figure {
  const figure = applicable(figures, 'figures').find(({ id }) => id === subject);
  if (!figure) throw new Error(`${subject} is no figure of the target`);
  return figure;
}

const noSql = 'no SQL access to this stack: the figure was not compared';

check('figures.match-database', async ({ subject, phone, attached, sql, seen }) => {
  const figure = findFigure(attached.target, subject);
  if (!sql) {
    seen.inconclusive(noSql);
    return;
  }
  const screen = await phone.openAs(figure.role);
  const { shown, held } = await readSteadyFigure(figure, sql, () => screen.pages.figure(figure.id));
  seen.confirm(`${figure.id} on the screen`, { expected: held, actual: shown });
});

check('figures.follow-writes', async ({ subject, phone, people, attached, sql, unique, seen }) => {
  const figure = findFigure(attached.target, subject);
  if (!sql) {
    seen.inconclusive(noSql);
    return;
  }
  const screen = await phone.openAs(figure.role);
  const read = () => readSteadyFigure(figure, sql, () => screen.pages.figure(figure.id));
  const before = await read();
  const row = figure.givenRow === undefined ? {} : namesOf((await sql.query(figure.givenRow, []))[0]);
  const names = { ...row, unique, uuid: randomUUID() };
  await askGiven(figure.id, figure.movedBy, names, { session: (role) => people.session(role) });
  const after = await read();
  if (after.held === before.held) {
    seen.inconclusive(
      `the write left the database’s figure at ${after.held}: a constant would look the same`,
    );
  }
  seen.confirm(`${figure.id} on the screen before the write`, {
    expected: before.held,
    actual: before.shown,
  });
  seen.confirm(`${figure.id} on the screen after the write`, { expected: after.held, actual: after.shown });
});
