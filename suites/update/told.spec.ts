import { expect, type Page } from '@playwright/test';
import { applicable, updateNotice } from '../../targets/capabilities.ts';
import { check } from '../../fixtures/check.ts';
import { ReleaseBefore, withBothReleasesMs } from '../../fixtures/release-before.ts';
import { use } from '../../fixtures/short-use.ts';

/** So long after somebody has come back. */
const toldWithinMs = 8_000;
/** A person does so many times a day; a worker's script that a bad line broke off once is fetched at the next. */
const visits = 2;

/** A person takes the app up again, and opens it a second time: now at the latest it hears of a new release. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
  const second = await page.context().newPage();
  await second.goto(page.url());
  await use(second);
  await second.close();
}

check('update.told', async ({ phone, people, attached, seen }, testInfo) => {
  testInfo.setTimeout(withBothReleasesMs);
  const { target } = attached;
  const { value: notice } = applicable(updateNotice(target), 'updateNotice');
  const releaseBefore = new ReleaseBefore(attached, seen);
  const page = await releaseBefore.useOn(phone);
  if (page === undefined) return;
  const told = async (): Promise<boolean> => await page.getByText(notice).first().isVisible();
  if (await told()) {
    seen.inconclusive(`${releaseBefore.title}, says "${notice}" of itself`);
    return;
  }
  seen.confirm(`"${notice}" with ${releaseBefore.title}`, { expected: false, actual: false });
  const start = async (): Promise<string> => (await people.http().request({ method: 'GET', path: '/' })).text;
  const before = await start();
  if (!(await releaseBefore.isReplaced())) return;
  if ((await start()) === before) {
    // So it is at a second attempt: this release is in place already, and nothing is new.
    seen.inconclusive('the server hands out the same first page as before: no new release was seen');
    return;
  }
  for (let visit = 1; visit <= visits && !(await told()); visit += 1) {
    await comeBack(page);
    await expect
      .poll(told, { timeout: toldWithinMs })
      .toBe(true)
      .catch(() => undefined);
  }
  seen.confirm(`"${notice}" with this release in its place`, { expected: true, actual: await told() });
});
