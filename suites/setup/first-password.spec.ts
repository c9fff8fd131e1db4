import { randomBytes } from 'node:crypto';
import { applicable } from '../../targets/capabilities.ts';
import { headersFor, sendRequest, trySignIn } from '../../stack/clients/session.ts';
import { tokenOf } from '../../stack/clients/token-of.ts';
import { check } from '../../fixtures/check.ts';

check('first-password.changed', async ({ phone, people, attached, seen }) => {
  const { target, access } = attached;
  const rule = applicable(target.firstPassword, 'firstPassword');
  const account = people.account(rule.account);
  const http = people.http();
  const credentials = { email: account.email, password: account.password };
  const first = await trySignIn(http, target, rule.account, credentials);
  // In a system that is not the run's own the account is there once: whoever tried it before has chosen its password.
  if (attached.facts.ledgerFile !== undefined && !target.signIn.status.includes(first.status)) {
    const told = `${account.email}: its first password is refused with ${first.status}`;
    seen.inconclusive(`${told}; expected an account that nobody has signed in to yet: each run uses one up`);
    return;
  }
  const token = tokenOf(first, target.signIn.token);
  const closed = await sendRequest(http, rule.closed, {}, headersFor(target, rule.account, token));
  seen.confirm('before the change, work is closed', {
    expected: rule.closedStatus.includes(closed.status) ? closed.status : rule.closedStatus.join('/'),
    actual: closed.status,
  });
  const screen = await phone.open('/');
  const pages = screen.pages.firstPassword;
  if (!pages) throw new Error(`${target.application} pages: expected firstPassword`);
  await pages.signInFirst(account);
  const next = `Chosen-${randomBytes(9).toString('base64url')}`;
  access.secrets.push(next);
  await pages.choose(account.password, next);
  const again = await trySignIn(http, target, rule.account, credentials);
  seen.confirm('the first password is dead', { operator: '>=', expected: 400, actual: again.status });
  const chosen = await trySignIn(http, target, rule.account, { ...credentials, password: next });
  seen.confirm('the chosen password works', {
    expected: target.signIn.status[0] ?? 200,
    actual: chosen.status,
  });
});
