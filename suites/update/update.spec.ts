import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { HttpClient } from '../../stack/clients/http.ts';
import { check } from '../../fixtures/check.ts';
import { firstFilesOf } from '../../fixtures/first-files.ts';
import { ReleaseBefore, withBothReleasesMs } from '../../fixtures/release-before.ts';
import { use } from '../../fixtures/short-use.ts';

/** What people do without being asked: they close the app and open it again. */
const mostReloads = 3;

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
async function onServer(http: HttpClient, pageUrl: string): Promise<string> {
  const identity = { 'accept-encoding': 'identity' };
  const { text } = await http.request({ method: 'GET', path: '/', headers: identity });
  const paths = firstFilesOf(text, new URL('/', pageUrl).href);
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

check('update.arrives', async ({ phone, people, attached, seen }, testInfo) => {
  testInfo.setTimeout(withBothReleasesMs);
  const releaseBefore = new ReleaseBefore(attached, seen);
  const http = people.http();
  const page = await releaseBefore.useOn(phone);
  if (page === undefined) return;
  const before = await onPhone(page);
  const handedOut = await onServer(http, page.url());
  if (before !== handedOut) {
    seen.inconclusive(
      `${releaseBefore.title}, hands out ${handedOut}; a phone that began with it has ${before}`,
    );
    return;
  }
  seen.confirm(`${releaseBefore.title}, on the phone`, { expected: handedOut, actual: before });
  if (!(await releaseBefore.isReplaced())) return;
  const wanted = await onServer(http, page.url());
  if (wanted === before) {
    seen.inconclusive(
      `this release and the one before hand out the same scripts and styles: no update was seen of ${releaseBefore.title}`,
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
