import type { Page } from '@playwright/test';
import { applicable } from '../../targets/capabilities.ts';
import { check } from '../../fixtures/check.ts';
import { scriptsOf } from '../../fixtures/page-scripts.ts';
import { splitOf, type PageScripts } from '../../fixtures/split-pages.ts';

const settledWithinMs = 5_000;
const shownWithinMs = 10_000;

const kiB = (bytes: number): number => Math.round((bytes / 1024) * 10) / 10;

/** All that a first look brings; a page that never ends asking is read as it stands after a while. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: settledWithinMs }).catch(() => undefined);
}

check('page.weight', async ({ phone, attached, seen }) => {
  const { initialScriptKiB } = attached.target.limits;
  if (!initialScriptKiB) throw new Error('initialScript is not applicable to this target');
  const limit = applicable(initialScriptKiB, 'initialScript');
  // A window of its own, which has kept nothing; nobody is signed in, and the first page is what a new person loads.
  const { page } = await phone.open('/');
  await settle(page);
  const scripts = await scriptsOf(page);
  seen.confirm('scripts that were loaded', { operator: '>', expected: 0, actual: scripts.length });
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  // A browser that was refused the sizes says 0.
  seen.confirm('their size is known', { operator: '>', expected: 0, actual: bytes });
  seen.confirm(`JavaScript of the first page (${limit.source})`, {
    operator: '<=',
    expected: limit.value,
    actual: kiB(bytes),
    unit: 'KiB',
    limit: limit.value,
  });
});

check('page.split', async ({ phone, attached, seen }, testInfo) => {
  testInfo.setTimeout(120_000);
  const { limits, pages } = attached.target;
  const { source, reduced } = applicable(limits.splitPages, 'splitPages');
  const start = await phone.open('/');
  await settle(start.page);
  const first = await scriptsOf(start.page);
  await start.context.close();
  const opened: PageScripts[] = [];
  const hidden: string[] = [];
  for (const { id, role, path, heading } of pages) {
    // A system that shows nobody a page is asked for no more of them: other checks say so.
    if (role === undefined || hidden.length > 1) continue;
    const { page, context } = await phone.openAs(role, path);
    // What the page itself needs is there once it shows; what it fetches ahead from then on is for others.
    const isShown = await page
      .getByRole('heading', { name: heading })
      .first()
      .waitFor({ timeout: shownWithinMs })
      .then(
        () => true,
        () => false,
      );
    if (isShown) opened.push({ id, scripts: await scriptsOf(page) });
    else hidden.push(id);
    await context.close();
  }
  if (first.length === 0) return seen.inconclusive('the first page loads no script at all');
  if (hidden.length > 0)
    return seen.inconclusive(`not shown, so that nobody knows what they load: ${hidden.join(', ')}`);
  if (opened.length < 2)
    return seen.inconclusive('the target names fewer than two pages of people who signed in');
  const { own, without, firstBytes, allBytes, unknown } = splitOf(first, opened);
  const rest = without.length === 0 ? '' : `, all but ${without.join(', ')}`;
  seen.confirm(`of ${opened.length} pages, those with scripts of their own${rest} (${source})`, {
    operator: '>',
    expected: opened.length / 2,
    actual: own.length,
    unit: 'pages',
  });
  if (reduced === undefined) return;
  if (unknown > 0) return seen.inconclusive(`the browser was not told the size of ${unknown} scripts`);
  const beganAt = reduced.fromKiB ?? kiB(allBytes);
  const from = reduced.fromKiB === undefined ? 'one bundle of all that its pages load' : 'the stated size';
  const limit = Math.round(beganAt * (1 - reduced.share) * 10) / 10;
  seen.confirm(`JavaScript of the first page, of ${beganAt} KiB (${from})`, {
    operator: '<=',
    expected: limit,
    actual: kiB(firstBytes),
    unit: 'KiB',
    limit,
  });
});
