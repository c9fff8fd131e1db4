import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { applicable } from '../../targets/capabilities.ts';
import type { HttpClient } from '../../stack/clients/http.ts';
import { check } from '../../fixtures/check.ts';
import { Handover } from '../../fixtures/handover.ts';

/** What people do without being asked: they close the app and open it again. */
const mostReloads = 3;
const inPlaceWithinMs = 40_000;
/** Nobody closes an app in the moment in which it opens. */
const shortestUseMs = 3_000;
const settledWithinMs = 10_000;
/** So long after somebody has come back. */
const toldWithinMs = 15_000;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Scripts and styles that the page runs with, with what it was given for them; its own cache and worker included. */
async function onPhone(page: Page): Promise<string> {
  const files = await page.evaluate(async () => {
    const own = [
      ...[...document.scripts].map(({ src }) => src),
      ...[...document.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"]')].map(({ href }) => href),
    ].filter((url) => url.startsWith(location.origin));
    const read = async (url: string): Promise<readonly [string, string]> => {
      const answer = await fetch(url).catch(() => undefined);
      return [new URL(url).pathname, answer?.ok === true ? await answer.text() : 'not to be had'];
    };
    return await Promise.all([...new Set(own)].map(read));
  });
  return named(files);
}

/** The same of the release that the server has now. */
async function onServer(http: HttpClient): Promise<string> {
  const identity = { 'accept-encoding': 'identity' };
  const { text } = await http.request({ method: 'GET', path: '/', headers: identity });
  const scripts = [...text.matchAll(/<script\b[^>]*\bsrc=["'](\/[^"']+)["']/gu)];
  const styles = [...text.matchAll(/<link\b[^>]*\bhref=["'](\/[^"']+\.css[^"']*)["']/gu)];
  const paths = [...new Set([...scripts, ...styles].map(([, path = '']) => path))];
  const read = async (path: string): Promise<readonly [string, string]> => {
    const answer = await http.request({ method: 'GET', path, headers: identity });
    return [path.split('?')[0] ?? path, answer.text];
  };
  return named(await Promise.all(paths.map(read)));
}

const named = (files: readonly (readonly [string, string])[]): string =>
  files
    .map(([path, text]) => `${path} ${digest(text)}`)
    .toSorted()
    .join(', ');

/** A short use of the app: some seconds, and until no worker is on its way. */
async function use(page: Page): Promise<void> {
  const isOver = async (leastMs: number): Promise<boolean> => {
    const registration = await navigator.serviceWorker.getRegistration();
    return performance.now() >= leastMs && !registration?.installing;
  };
  await expect
    .poll(() => page.evaluate(isOver, shortestUseMs), { timeout: settledWithinMs })
    .toBe(true)
    .catch(() => undefined);
}

/** A person takes the app up again, and opens it a second time: now at the latest it hears of a new release. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
  const second = await page.context().newPage();
  await second.goto(page.url());
  await use(second);
  await second.close();
}

check('update.told', async ({ phone, attached, seen }, testInfo) => {
  testInfo.setTimeout(inPlaceWithinMs + 60_000);
  const { target, play } = attached;
  const releases = applicable(applicable(target.resilience, 'resilience').releases, 'releases');
  const { value: notice = '' } = releases.notice ?? {};
  const handover = new Handover(play.stackFile);
  const { page } = await phone.openAs(target.tasks[0]?.role ?? target.roles[0]?.id ?? '');
  await use(page);
  await page.reload();
  await use(page);
  const told = async (): Promise<boolean> => await page.getByText(notice).first().isVisible();
  seen.confirm(`"${notice}" with the release before`, { expected: false, actual: await told() });
  handover.sayReady();
  await expect
    .poll(() => handover.isDone, { timeout: inPlaceWithinMs, message: 'this release, put in place' })
    .toBe(true);
  await comeBack(page);
  await expect
    .poll(told, { timeout: toldWithinMs })
    .toBe(true)
    .catch(() => undefined);
  seen.confirm(`"${notice}" with this release in its place`, { expected: true, actual: await told() });
});

check('update.arrives', async ({ phone, people, attached, seen }) => {
  const { target, play } = attached;
  const handover = new Handover(play.stackFile);
  const role = target.tasks[0]?.role ?? target.roles[0]?.id ?? '';
  const http = people.http();
  const { page } = await phone.openAs(role);
  // Twice: what the first visit has installed is in charge at the second.
  await use(page);
  await page.reload();
  await use(page);
  const before = await onPhone(page);
  seen.confirm('the release before, on the phone', { expected: await onServer(http), actual: before });
  handover.sayReady();
  await expect
    .poll(() => handover.isDone, { timeout: inPlaceWithinMs, message: 'this release, put in place' })
    .toBe(true);
  const wanted = await onServer(http);
  if (wanted === before) {
    seen.inconclusive(
      'this release and the one before hand out the same scripts and styles: no update was seen',
    );
    return;
  }
  let reloads = 0;
  let has = before;
  while (has !== wanted && reloads < mostReloads) {
    reloads += 1;
    await page.reload();
    await use(page);
    has = await onPhone(page);
  }
  seen.confirm(`this release, on the phone after ${reloads} reloads`, { expected: wanted, actual: has });
});
