import { applicable } from '../../targets/capabilities.ts';
import { asText } from '../../targets/pointer.ts';
import { check } from '../../fixtures/check.ts';

check('figures.match-database', async ({ subject, phone, attached, sql, seen }) => {
  const figure = applicable(attached.target.figures, 'figures').find(({ id }) => id === subject);
  if (!figure) throw new Error(`${subject} is no figure of the target`);
  if (!sql) {
    seen.inconclusive('no SQL access to this stack: the figure was not compared');
    return;
  }
  const held = async (): Promise<string> => asText((await sql.query(figure.query, []))[0]?.['value']);
  const screen = await phone.openAs(figure.role);
  // Others write meanwhile: the figure must be one that the database held between two looks at it.
  for (let look = 1; look <= 5; look += 1) {
    const before = await held();
    const shown = await screen.pages.figure(figure.id);
    const after = await held();
    const moved = before !== after;
    if (moved && shown !== before && shown !== after && look < 5) continue;
    const expected = shown === after ? after : before;
    seen.confirm(`${figure.id} on the screen`, { expected, actual: shown });
    return;
  }
});
