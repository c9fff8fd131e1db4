import type { Page } from '@playwright/test';
import { check } from '../../fixtures/check.ts';
import {
  calledByStrangers,
  hostileAddresses,
  hostileMarkup,
  onwardNames,
  parametersRead,
} from '../../fixtures/routes/hostile.ts';
import { frontScripts } from '../../fixtures/routes/inventory.ts';
import { keepList } from '../../fixtures/routes/keep-list.ts';
import { oddPaths } from '../../fixtures/routes/malformed.ts';
import { richestRole } from '../../fixtures/routes/stated.ts';
import { Survey } from '../../fixtures/routes/survey.ts';

const withinMs = 40_000;
const timeoutMs = 150_000;
const settledWithinMs = 800;

const mostAddresses = 60;

/** Addresses of routes that answer with a page in which the markup stands as it was sent. */
async function reflectingRoutes(survey: Survey): Promise<readonly string[]> {
  const found: string[] = [];
  const markup = encodeURIComponent(hostileMarkup);
  await survey.asker.each(survey.reads, async (route) => {
    const { path } = survey.fill(route);
    const names = route.query.length > 0 ? route.query : ['q', 'next', 'error'];
    const asked = [
      `${path}?${names.map((name) => `${encodeURIComponent(name)}=${markup}`).join('&')}`,
      ...oddPaths(route, (odd) => odd.replaceAll(/\{[^}]*\}/gu, 'x'))
        .slice(0, 1)
        .map((odd) => odd.path.replace('%00', markup)),
    ];
    for (const address of asked) {
      const answer = await survey.asker.ask({ method: 'GET', path: address }, survey.person);
      const isPage = 'header' in answer && answer.header('content-type').includes('html');
      if (isPage && answer.text.includes(hostileMarkup)) found.push(address);
    }
  });
  return found;
}

async function openAddress(page: Page, address: string): Promise<void> {
  // What is not opened (a download, an address that is too long) has run nothing either.
  await page.goto(address, { waitUntil: 'domcontentloaded', timeout: 10_000 }).catch(() => undefined);
  await page.waitForLoadState('networkidle', { timeout: settledWithinMs }).catch(() => undefined);
}

/** A service worker answers from what it keeps: who follows a link for the first time has none. */
async function leaveServiceWorker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (typeof ServiceWorkerContainer === 'undefined') return;
    Object.defineProperty(ServiceWorkerContainer.prototype, 'register', {
      value: async () => await new Promise(() => undefined),
    });
  });
  await page.evaluate(async () => {
    if (!('serviceWorker' in navigator)) return;
    for (const registration of await navigator.serviceWorker.getRegistrations()) {
      await registration.unregister();
    }
  });
}

check('script.not-reflected', async ({ phone, people, attached, sql, seen }, testInfo) => {
  testInfo.setTimeout(timeoutMs);
  const { target } = attached;
  const survey = await Survey.open({ people, attached, sql }, withinMs);
  const names = parametersRead(await frontScripts(people.http(), target));
  const reflecting = await reflectingRoutes(survey);
  const paths = [...new Set(target.pages.map(({ path }) => path).filter((path) => !path.includes('{')))];
  const markup = encodeURIComponent(hostileMarkup);
  const onward = `/login?${onwardNames.map((name) => `${name}=javascript:${calledByStrangers}()`).join('&')}`;
  const addresses = [
    ...reflecting,
    `/${markup}.html`,
    `/api/${markup}`,
    onward,
    ...paths.flatMap((path) => hostileAddresses(path, names)),
  ].slice(0, mostAddresses);

  const { page } = await phone.openAs(richestRole(target));
  await leaveServiceWorker(page);
  let calls = 0;
  await page.exposeFunction(calledByStrangers, () => {
    calls += 1;
  });
  const ran: string[] = [];
  for (const address of addresses) {
    const before = calls;
    await openAddress(page, address);
    if (calls > before) ran.push(address);
  }
  // The control: where nothing stands in its way, the same markup does run in this browser.
  const before = calls;
  await page.goto('about:blank');
  await page.setContent(hostileMarkup);
  await page.waitForFunction(
    () => document.images.length > 0 && [...document.images].every(({ complete }) => complete),
  );
  await keepList(testInfo, 'scripts-in-addresses', [
    `parameters: ${names.join(', ')}`,
    ...addresses.map(
      (address) => `${ran.includes(address) ? 'RAN' : 'did not run'}: ${address.slice(0, 300)}`,
    ),
  ]);
  seen.confirm('the control, a page that takes it for markup: it ran', {
    expected: true,
    actual: calls > before,
  });
  seen.confirm(`addresses opened with a script in ${names.length} parameters, path and fragment`, {
    operator: '>',
    expected: paths.length,
    actual: addresses.length,
  });
  seen.confirm(`${ran.length} addresses whose script ran`, {
    operator: 'is-empty',
    expected: '',
    actual: ran.map((address) => decodeURIComponent(address).slice(0, 80)).join('; '),
  });
});
