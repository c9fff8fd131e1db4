import { applicable } from '../../targets/capabilities.ts';
import { paced } from '../../stack/clients/paced.ts';
import { trySignIn } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';

/** Names under which proxies tell a server whom they speak for, and under which anybody can write anything. */
const claims = ['x-forwarded-for', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip'];

/** Of the addresses that belong to nobody (RFC 5737, TEST-NET-2). */
const claimedAddress = (attempt: number): string => `198.51.100.${1 + (attempt % 250)}`;

check('login.limit-holds', async ({ people, attached, seen }) => {
  const { target } = attached;
  const limit = applicable(target.loginLimit, 'loginLimit');
  const { email } = people.account(limit.account);
  const domain = email.slice(email.indexOf('@'));
  const ways = [
    {
      what: 'attempts until 429, each with another account’s name',
      from: '127.0.0.253',
      name: (attempt: number) => `nobody-${Date.now()}-${attempt}${domain}`,
      headers: () => ({}),
    },
    {
      what: `attempts until 429, each with another address in ${claims.join(', ')}`,
      from: '127.0.0.254',
      name: () => `nobody-at-all${domain}`,
      headers: (attempt: number) =>
        Object.fromEntries(claims.map((claim) => [claim, claimedAddress(attempt)])),
    },
  ];
  for (const { what, from, name, headers } of ways) {
    const http = people.http(from);
    const gate = paced(limit.paceMs);
    let attempts = 0;
    let isLimited = false;
    while (!isLimited && attempts < limit.attempts * 2 + 5) {
      attempts += 1;
      await gate();
      const names = { email: name(attempts), password: 'not-the-password' };
      const { status } = await trySignIn(http, target, limit.account, names, headers(attempts));
      isLimited = status === 429;
    }
    if (isLimited && attempts === 1) {
      seen.inconclusive(`${what}: the very first was refused: this address was limited before`);
      return;
    }
    seen.confirm(what, {
      operator: '<=',
      expected: limit.attempts + 1,
      actual: isLimited ? attempts : Number.MAX_SAFE_INTEGER,
      unit: 'attempts',
      limit: limit.attempts,
    });
  }
});
