import type { Page } from '@playwright/test';
import { hostileName } from '../../targets/subjects.ts';
import { substitute } from '../../targets/substitute.ts';
import { check } from '../../fixtures/check.ts';
import { PageError } from '../../fixtures/pages/page-error.ts';
import { findTask, pageOf, prepareTask } from '../../fixtures/perform-task.ts';
import { reload } from '../../fixtures/reload.ts';

/** Runs at once where it is taken for markup; sets a mark that the page itself would never set. */
const hostile = `<img src=x onerror="window.strangersScriptRan=1"><svg onload="window.strangersScriptRan=1">`;

const settledWithinMs = 5_000;

/** What a person reads: the page's text, and what stands in its fields. */
async function shownText(page: Page): Promise<string> {
  const fields = await page
    .locator('input, textarea')
    .evaluateAll((all) => all.map((one) => ('value' in one ? String(one.value) : '')));
  return [await page.locator('body').innerText(), ...fields].join('\n');
}

async function whyNobodyCan(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')[0];
  }
}

check('script.not-run', async ({ subject, phone, people, attached, sql, objects, unique, seen }) => {
  const { target } = attached;
  const task = findTask(target, subject);
  const name = hostileName(task) ?? '';
  const witnesses = { session: async (role: string) => await people.session(role), sql, objects };
  const given = await prepareTask(task, unique, witnesses);
  const typed = { ...given, [name]: `${substitute(task.values[name] ?? '', given)} ${hostile}` };
  const screen = await phone.openAs(task.role);
  const page = pageOf(screen.pages, task);
  const ran = async (): Promise<boolean> =>
    await screen.page.evaluate(() => Reflect.get(window, 'strangersScriptRan') === 1);
  try {
    await page.act(typed);
  } catch (error) {
    const why = await whyNobodyCan(async () => {
      const plain = await phone.openAs(task.role);
      await pageOf(plain.pages, task).act(given);
    });
    // What nobody can do with any text was not refused for the text.
    if (why !== undefined) {
      seen.inconclusive(`${task.id} cannot be done with an ordinary text either: ${why}`);
      return;
    }
    // Refusing such a text is an answer too; what it may not do is run.
    if (!(error instanceof PageError)) throw error;
    seen.confirm(`"${name}" with a script is refused`, { operator: '!=', expected: '', actual: error.seen });
    seen.confirm('the script ran', { expected: false, actual: await ran() });
    return;
  }
  seen.confirm('the script ran when it was stored', { expected: false, actual: await ran() });
  await reload(screen.page);
  // A page that never stops asking is read as it then stands.
  await screen.page.waitForLoadState('networkidle', { timeout: settledWithinMs }).catch(() => undefined);
  const text = await shownText(screen.page);
  seen.confirm('the script ran when it was shown', { expected: false, actual: await ran() });
  seen.confirm('what was typed is shown as text', { expected: true, actual: text.includes('<img src=x') });
});
