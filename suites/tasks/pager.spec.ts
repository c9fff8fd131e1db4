import { applicable } from '../../targets/capabilities.ts';
import { asText } from '../../targets/pointer.ts';
import { check } from '../../fixtures/check.ts';
import { confirmPart, confirmTotal } from '../../fixtures/shown-part.ts';

check('pager.says-rows', async ({ subject, phone, attached, sql, seen }) => {
  const { target } = attached;
  const pager = applicable(target.pagers, 'pagers').find(({ id }) => id === subject);
  if (!pager) throw new Error(`${subject} is no pager of the target`);
  if (!sql) {
    seen.inconclusive('no SQL access to this stack: how many rows there are is not known');
    return;
  }
  const count = async (): Promise<number> => Number(asText((await sql.query(pager.query))[0]?.['n']));
  const screen = await phone.openAs(pager.role);
  const pages = screen.pages.pager;
  if (!pages) throw new Error(`${target.application} pages: expected pager`);
  const before = await count();
  await screen.page.goto(pager.path);
  const first = await pages.read(subject);
  confirmPart(seen, 'the first page', first, 1);
  confirmTotal(seen, first, before, await count());
  if (first.last >= first.total) {
    seen.inconclusive(`${first.total} rows: all of them on one page`);
    return;
  }
  await pages.next(subject);
  confirmPart(seen, 'the second page', await pages.read(subject), first.last + 1);
});
