import { headersFor, sendRequest } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';
import { reload } from '../../fixtures/reload.ts';

/** Frameworks differ in what they answer somebody whom they do not know. */
const refusals = [401, 403];

check('sign-out.ends-session', async ({ phone, people, attached, seen }) => {
  const { target } = attached;
  const role = target.roles.find(({ id }) => !target.tasks.every((task) => task.role !== id))?.id ?? '';
  const screen = await phone.openSignedIn(role);
  const token = await screen.pages.accessToken();
  const http = people.http();
  const ask = async (): Promise<number> => {
    const request = { method: 'GET', path: target.signIn.whoAmI.path } as const;
    return (await sendRequest(http, request, {}, headersFor(target, role, token))).status;
  };
  seen.confirm('before, the token is answered', { expected: 200, actual: await ask() });
  await screen.pages.signOut();
  const after = await ask();
  seen.confirm('after, the same token is refused', {
    expected: refusals.includes(after) ? after : 401,
    actual: after,
  });
  await reload(screen.page);
  const kept = await screen.pages.accessToken();
  seen.confirm('after, the browser keeps no token', { operator: 'is-empty', expected: '', actual: kept });
});
