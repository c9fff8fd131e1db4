import { decodeJwt } from 'jose';
import { asText, readPointer } from '../../targets/pointer.ts';
import type { SignIn } from '../../targets/schema/sign-in.ts';
import { headersFor, sendRequest, type Session } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';
import type { Observations } from '../../fixtures/observations.ts';

/** One that dies long before its time sends people back to the log-in page in the middle of their work. */
const leastOfLifetime = 0.9;

check('token.refreshed', async ({ people, attached, seen }) => {
  const { target } = attached;
  const { refresh, whoAmI } = target.signIn;
  if (!refresh) throw new Error('tokenRefresh is not applicable to this target');
  const role = target.roles.find(({ id }) => target.tasks.some((task) => task.role === id))?.id ?? '';
  const session = await people.freshSession(role);
  const madeAtS = Math.floor(Date.now() / 1000);
  const http = people.http();
  const ask = (refreshToken: string) =>
    sendRequest(http, refresh.request, { refreshToken }, headersFor(target, role, undefined));
  // Asked first: a used one may be worth nothing afterwards.
  const garbage = await ask('not-a-token-that-anybody-was-given');
  seen.confirm('a garbage refresh token', {
    operator: 'matches',
    expected: '^4(00|01|03|22)$',
    actual: String(garbage.status),
  });
  const swapped = await ask(session.token);
  seen.confirm('an access token in the place of a refresh token', {
    operator: 'matches',
    expected: '^4(00|01|03|22)$',
    actual: String(swapped.status),
  });
  const answer = await ask(session.refreshToken ?? '');
  const fresh = answer.status === 200 ? asText(readPointer(answer.json(), refresh.token)) : '';
  seen.confirm(`a new access token (${answer.status})`, { expected: true, actual: fresh !== '' });
  const me = { method: 'GET', path: whoAmI.path } as const;
  const who = await sendRequest(http, me, {}, headersFor(target, role, fresh));
  seen.confirm('the new token is answered', { expected: 200, actual: who.status });
  const email = who.status === 200 ? asText(readPointer(who.json(), whoAmI.email)) : '';
  seen.confirm('and is the same person’s', { expected: true, actual: email === session.email });
  if (refresh.lifetime !== undefined) confirmLifetime(seen, session, madeAtS, refresh.lifetime);
});

function confirmLifetime(
  seen: Observations,
  { refreshToken = '' }: Session,
  madeAtS: number,
  lifetime: NonNullable<NonNullable<SignIn['refresh']>['lifetime']>,
): void {
  const claims = claimsOf(refreshToken);
  if (claims?.exp === undefined) {
    seen.inconclusive(`how long a session can be renewed (${lifetime.source}) does not stand in its token`);
    return;
  }
  const actual = claims.exp - (claims.iat ?? madeAtS);
  const { valueS } = lifetime;
  const what = `a session can be renewed for (${lifetime.source})`;
  seen.confirm(what, { operator: '<=', expected: valueS, actual, unit: 's', limit: valueS });
  const least = Math.floor(valueS * leastOfLifetime);
  seen.confirm('and not much less', { operator: '>=', expected: least, actual, unit: 's' });
}

function claimsOf(token: string): { readonly exp?: number; readonly iat?: number } | undefined {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}
