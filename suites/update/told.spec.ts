import { expect, type Page } from '@playwright/test';
import { applicable, updateNotice } from '../../targets/capabilities.ts';
import { check } from '../../fixtures/check.ts';
import { Handover } from '../../fixtures/handover.ts';
import { use } from '../../fixtures/short-use.ts';

const inPlaceWithinMs = 40_000;
/** So long after somebody has come back. */
const toldWithinMs = 15_000;

/** A person takes the app up again, and opens it a second time: now at the latest it hears of a new release. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
  const second = await page.context().newPage();
  await second.goto(page.url());
  await use(second);
  await second.close();
}

check('update.told', async ({ phone, people, attached, seen }, testInfo) => {
  testInfo.setTimeout(inPlaceWithinMs + 60_000);
  const { target, play } = attached;
  const { value: notice } = applicable(updateNotice(target), 'updateNotice');
  const handover = new Handover(play.stackFile);
  const { page } = await phone.openAs(target.tasks[0]?.role ?? target.roles[0]?.id ?? '');
  await use(page);
  await page.reload();
  await use(page);
  const told = async (): Promise<boolean> => await page.getByText(notice).first().isVisible();
  seen.confirm(`"${notice}" with the release before`, { expected: false, actual: await told() });
  const start = async (): Promise<string> => (await people.http().request({ method: 'GET', path: '/' })).text;
  const before = await start();
  handover.sayReady();
  await expect
    .poll(() => handover.isDone, { timeout: inPlaceWithinMs, message: 'this release, put in place' })
    .toBe(true);
  if ((await start()) === before) {
    // So it is at a second attempt: this release is in place already, and nothing is new.
    seen.inconclusive('the server hands out the same first page as before: no new release was seen');
    return;
  }
  await comeBack(page);
  await expect
    .poll(told, { timeout: toldWithinMs })
    .toBe(true)
    .catch(() => undefined);
  seen.confirm(`"${notice}" with this release in its place`, { expected: true, actual: await told() });
});
