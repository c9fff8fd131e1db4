import { expect, type Page } from '@playwright/test';
import { applicable } from '../../targets/capabilities.ts';
import { check } from '../../fixtures/check.ts';
import type { PhoneNetwork } from '../../fixtures/network/phone-network.ts';
import { untilQuiet } from '../../fixtures/network/until-quiet.ts';
import type { Screen } from '../../fixtures/phone.ts';

const readyWithinMs = 10_000;
const quietForMs = 1_000;

/** Whatever the browser has kept by itself is gone, as after a week; what the app has kept stays. */
async function forgetBrowserCache({ context, page }: Screen): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
}

/**
 * A visit ends when the app has all that it wants to keep: its worker is there, and nothing goes over the phone's line
 * any more. The browser's own word for that (`networkidle`) is said once for a page, also before the page has begun
 * to ask for what it shows.
 */
async function endVisit(page: Page, line: PhoneNetwork): Promise<boolean> {
  const isActive = async (): Promise<boolean> => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state === 'activated' && !registration.installing;
  };
  const installed = expect.poll(() => page.evaluate(isActive), { timeout: readyWithinMs }).toBe(true);
  const isInstalled = await installed.then(
    () => true,
    () => false,
  );
  await untilQuiet(line, { forMs: quietForMs, withinMs: readyWithinMs });
  return isInstalled;
}

check('offline.first-visit', async ({ phone, attached, seen }) => {
  const { target } = attached;
  const offline = applicable(target.offline, 'offline');
  for (const visits of [1, 2]) {
    const times = visits === 1 ? 'one visit' : 'two visits';
    const screen = await phone.openAs(offline.role);
    const { page } = screen;
    let isInstalled = await endVisit(page, phone.network);
    for (let visit = 1; visit < visits; visit += 1) {
      await page.goto('/');
      isInstalled = await endVisit(page, phone.network);
    }
    seen.confirm(`a service worker after ${times}`, { expected: true, actual: isInstalled });
    if (!isInstalled) return;
    await forgetBrowserCache(screen);
    phone.network.cut();
    const opened = await page.goto('/').then(
      () => 'opened',
      (error: unknown) => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)),
    );
    seen.confirm(`the app without network, after ${times}`, { expected: 'opened', actual: opened });
    if (opened === 'opened') {
      const told = (await screen.pages.offline?.notice()) ?? '';
      seen.confirm(`the notice, after ${times}`, {
        operator: 'matches',
        expected: offline.notice,
        actual: told,
      });
    }
    // What is wrong stays on the screen, for the picture of it.
    if (seen.hasFailed) return;
    phone.network.restore();
    await screen.context.close();
  }
});
