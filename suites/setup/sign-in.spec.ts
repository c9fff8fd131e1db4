import type { Page } from '@playwright/test';
import { asText, readPointer } from '../../targets/pointer.ts';
import { openHttp } from '../../stack/clients/http.ts';
import { headersFor, sendRequest } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';

const formWithinMs = 5_000;

/** True where the page itself brings a password: whoever opens it is let in. */
async function prefilled(page: Page): Promise<boolean> {
  const field = page.locator('input[type=password]').first();
  try {
    return (await field.inputValue({ timeout: formWithinMs })) !== '';
  } catch {
    // A log-in in several steps asks for it later; the pages know where.
    return false;
  }
}

check('sign-in.works', async ({ subject: role, phone, people, attached, seen }) => {
  const { target, facts, access } = attached;
  const account = people.account(role);
  const screen = await phone.open('/');
  seen.confirm('the password field, before anybody types', {
    operator: 'is-empty',
    expected: '',
    actual: (await prefilled(screen.page)) ? 'filled in by the page' : '',
  });
  await screen.pages.signIn(account, await people.code(account));
  const token = await screen.pages.accessToken();
  // The browser's own token is asked whom it belongs to: a first page shown is not yet a person signed in.
  const http = openHttp({ facts, access, sourceAddress: people.nextAddress() });
  const request = { method: 'GET', path: target.signIn.whoAmI.path } as const;
  const answer = await sendRequest(http, request, {}, headersFor(target, role, token));
  await http.close();
  seen.confirm('who-am-I status', { expected: 200, actual: answer.status });
  const email = answer.status === 200 ? asText(readPointer(answer.json(), target.signIn.whoAmI.email)) : '';
  seen.confirm('the token belongs to', { expected: account.email, actual: email });
  seen.confirm('script errors', {
    operator: 'is-empty',
    expected: '',
    actual: screen.scriptErrors.join('; '),
  });
});
