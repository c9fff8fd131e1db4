import { errors } from '@playwright/test';
import { applicable } from '../../targets/capabilities.ts';
import { asText } from '../../targets/pointer.ts';
import { substitute } from '../../targets/substitute.ts';
import { check } from '../../fixtures/check.ts';
import { findTask, pageOf, prepareTask } from '../../fixtures/perform-task.ts';
import type { Screen } from '../../fixtures/phone.ts';
import { putAwayWhile } from '../../fixtures/put-away.ts';

const inChargeWithinMs = 10_000;

/**
 * Gives the service worker time to take charge, as a person would who looks at the app for a moment before the network
 * goes. Where there is none the app has to do without: what it shows then is what is judged.
 */
async function waitForServiceWorker({ page }: Screen): Promise<void> {
  const isInCharge = (): boolean => navigator.serviceWorker.controller !== null;
  await page.waitForFunction(isInCharge, undefined, { timeout: inChargeWithinMs }).catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
  });
}

check('offline.viewing', async ({ phone, attached, sql, seen }) => {
  const offline = applicable(attached.target.offline, 'offline');
  if (!sql) {
    seen.inconclusive('no SQL access to this stack: what should be shown is not known');
    return;
  }
  const screen = await phone.openAs(offline.role);
  await waitForServiceWorker(screen);
  const visits: { readonly path: string; readonly text: string; readonly id: string }[] = [];
  for (const { id, path, query, shows } of offline.pages) {
    const row = (await sql.query(query, []))[0] ?? {};
    const names = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)]));
    visits.push({ id, path: substitute(path, names), text: substitute(shows, names) });
  }
  for (const { path, text } of visits) {
    await screen.page.goto(path);
    await screen.page.getByText(text).first().waitFor();
  }
  phone.network.cut();
  for (const { id, path, text } of visits) {
    // A browser's own error page is what a person would meet: an answer, and no failure of the harness.
    const opened = await screen.page.goto(path).then(
      () => 'opened',
      (error: unknown) => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)),
    );
    seen.confirm(`${id}, opened without network`, { expected: 'opened', actual: opened });
    if (opened !== 'opened') continue;
    const found = screen.page.getByText(text).first();
    const shown = await found.waitFor({ timeout: 8_000 }).then(
      () => text,
      () => 'not shown',
    );
    seen.confirm(`${id}, reloaded without network`, { expected: text, actual: shown });
    const notice = (await screen.pages.offline?.notice()) ?? '';
    seen.confirm(`the notice on ${id}`, { operator: 'matches', expected: offline.notice, actual: notice });
  }
});

check('offline.delivered-once', async ({ subject, phone, people, attached, sql, objects, unique, seen }) => {
  const task = findTask(attached.target, subject);
  if (!task.offline || !sql) {
    seen.inconclusive('no SQL access to this stack: the rows were not counted');
    return;
  }
  const { countQuery, values } = task.offline;
  const session = async (role: string) => await people.session(role);
  const names = await prepareTask(task, unique, { session, sql, objects });
  const count = async (): Promise<number> =>
    Number(
      (
        await sql.query(
          countQuery,
          values.map((value) => substitute(value, names)),
        )
      )[0]?.['n'],
    );
  const screen = await phone.openAs(task.role);
  await waitForServiceWorker(screen);
  const page = pageOf(screen.pages, task);
  if (!page.actOffline) throw new Error(`${task.id}: expected a method actOffline on its page`);
  await page.visitBeforeOffline?.(names);
  await phone.goOffline();
  const said = await page.actOffline(names);
  seen.confirm('the screen says that it waits', { operator: '!=', expected: '', actual: said });
  seen.confirm('rows while offline', { expected: 0, actual: await count() });
  await phone.goOnline();
  await screen.pages.offline?.waitUntilDelivered(20_000);
  seen.confirm('rows once online', { expected: 1, actual: await count() });
  // A second start with network must not deliver it again.
  await screen.page.reload();
  await screen.page.waitForLoadState('networkidle');
  seen.confirm('rows after another start', { expected: 1, actual: await count() });
});

check('offline.resumed', async ({ subject, phone, people, attached, sql, objects, unique, seen }) => {
  const task = findTask(attached.target, subject);
  if (!task.offline || !sql) {
    seen.inconclusive('no SQL access to this stack: the rows were not counted');
    return;
  }
  const { countQuery, values } = task.offline;
  const session = async (role: string) => await people.session(role);
  const names = await prepareTask(task, unique, { session, sql, objects });
  const count = async (): Promise<number> => {
    const filled = values.map((value) => substitute(value, names));
    return Number((await sql.query(countQuery, filled))[0]?.['n']);
  };
  const screen = await phone.openAs(task.role);
  await waitForServiceWorker(screen);
  const page = pageOf(screen.pages, task);
  if (!page.actOffline) throw new Error(`${task.id}: expected a method actOffline on its page`);
  await page.visitBeforeOffline?.(names);
  // The phone does not notice that it has lost the network, nor that it has it again: nothing tells the app.
  phone.network.cut();
  const said = await page.actOffline(names);
  seen.confirm('the screen says that it waits', { operator: '!=', expected: '', actual: said });
  await putAwayWhile(screen.page, async () => {
    phone.network.restore();
    await (await session(task.role)).send({ method: 'GET', path: attached.target.signIn.whoAmI.path });
  });
  await screen.pages.offline?.waitUntilDelivered(20_000);
  seen.confirm('rows once it is looked at again', { expected: 1, actual: await count() });
});
