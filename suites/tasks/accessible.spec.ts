import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Target } from '../../targets/schema/target.ts';
import { findSecrets } from '../../stack/source/find-secrets.ts';
import { check } from '../../fixtures/check.ts';
import { ownErrors, type ConsoleMessage } from '../../fixtures/console-errors.ts';

const settledWithinMs = 2_000;
/** WCAG 2.1, levels A and AA. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const grave = ['serious', 'critical'];
const shownCharacters = 200;

function pageOfTarget(target: Target, id: string): Target['pages'][number] {
  const data = target.pages.find((page) => page.id === id);
  if (!data) throw new Error(`${id} is no page of the target`);
  return data;
}

/** A page that never stops asking is judged as it then stands. */
async function settle(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await page.waitForLoadState('networkidle', { timeout: settledWithinMs }).catch(() => undefined);
}

check('page.accessible', async ({ subject, phone, attached, seen }) => {
  const data = pageOfTarget(attached.target, subject);
  const { page } = await phone.openAs(data.role, data.path);
  await settle(page, data.heading);
  // In one piece: a second page, by which frames of other origins are read, is not this phone's.
  const { violations, passes } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode(true).analyze();
  const found = violations.filter(({ impact }) => grave.includes(impact ?? ''));
  const told = found.map(({ id, impact, help, nodes }) => {
    const where = nodes[0]?.target.map(String).join(' ') ?? '';
    return `${id} (${impact ?? ''}): ${help}, ${nodes.length} times, first at ${where}`;
  });
  seen.confirm('rules that were looked for and held', { operator: '>', expected: 0, actual: passes.length });
  seen.confirm('serious and critical findings', {
    operator: 'is-empty',
    expected: '',
    actual: told.join('; '),
  });
});

check('console.clean', async ({ subject, phone, people, attached, seen }) => {
  const data = pageOfTarget(attached.target, subject);
  const { page, pages } = await phone.openAs(data.role);
  const said: ConsoleMessage[] = [];
  page.on('console', (message) => {
    said.push({ isError: message.type() === 'error', text: message.text(), url: message.location().url });
  });
  page.on('pageerror', (error) => said.push({ isError: true, text: error.message, url: page.url() }));
  await page.goto(data.path);
  await settle(page, data.heading);
  const refused = phone.network.refusedHosts.map(({ host }) => host);
  const errors = ownErrors(said, refused).map((text) => text.slice(0, shownCharacters));
  const all = said.map(({ text }) => text).join('\n');
  seen.confirm(`errors among ${said.length} messages`, {
    operator: 'is-empty',
    expected: '',
    actual: [...new Set(errors)].join('; '),
  });
  const token = data.role === undefined ? '' : await pages.accessToken();
  const password = data.role === undefined ? '' : people.account(data.role).password;
  const known = [
    [token, 'the person’s token'],
    [password, 'the person’s password'],
  ] as const;
  const leaked = known.filter(([text]) => text.length >= 6 && all.includes(text)).map(([, what]) => what);
  const shapes = (await findSecrets({ path: 'console', text: all })).map(({ kind }) => kind);
  seen.confirm('secrets in the console', {
    operator: 'is-empty',
    expected: '',
    actual: [...leaked, ...shapes].join(', '),
  });
});
