import { applicable } from '../../targets/capabilities.ts';
import { paced } from '../../stack/clients/paced.ts';
import { trySignIn } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';

/** What a clock may be off, and a request takes. */
const slackMs = 250;

/** Seconds that the answer tells to wait: a number of them, or a date; undefined where it says neither. */
function toldS(header: string): number | undefined {
  if (/^\d+$/u.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.ceil((at - Date.now()) / 1000);
}

check('login.retry-after', async ({ people, attached, seen }, testInfo) => {
  const { target } = attached;
  const limit = applicable(target.loginLimit, 'loginLimit');
  testInfo.setTimeout((limit.perS + 30) * 1000);
  const { email } = people.account(limit.account);
  const http = people.http('127.0.0.250');
  const wrong = {
    email: `nobody-${Date.now()}${email.slice(email.indexOf('@'))}`,
    password: 'not-the-password',
  };
  const gate = paced(limit.paceMs);
  let answer = await trySignIn(http, target, limit.account, wrong);
  for (let attempt = 1; answer.status !== 429 && attempt < limit.attempts * 2 + 5; attempt += 1) {
    await gate();
    answer = await trySignIn(http, target, limit.account, wrong);
  }
  if (answer.status !== 429) {
    seen.inconclusive('nobody was slowed, and so nobody was told to wait (login.limited asks whether)');
    return;
  }
  const told = toldS(answer.header('retry-after'));
  const source = limit.source === undefined ? '' : ` (${limit.source})`;
  const isWithin = seen.confirm(`told to wait${source}`, {
    operator: '<=',
    expected: limit.perS,
    actual: told ?? 'nothing',
    unit: 's',
    limit: limit.perS,
  });
  if (told === undefined || !isWithin) return;
  const again = paced(told * 1000 + slackMs);
  await again();
  await again();
  const after = await trySignIn(http, target, limit.account, wrong);
  seen.confirm(`an attempt after ${told} s`, { operator: '!=', expected: 429, actual: after.status });
});

/** Names under which proxies tell a server whom they speak for, and under which anybody can write anything. */
const claims = ['x-forwarded-for', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip'];

/** More attempts where the first was refused: something that one limit of names or claims would let through. */
const attemptsAfter = 5;

/** Of the addresses that belong to nobody (RFC 5737, TEST-NET-2). */
const claimedAddress = (attempt: number): string => `198.51.100.${1 + (attempt % 250)}`;

check('login.limit-holds', async ({ people, attached, seen }) => {
  const { target } = attached;
  const limit = applicable(target.loginLimit, 'loginLimit');
  const { email } = people.account(limit.account);
  const domain = email.slice(email.indexOf('@'));
  const started = Date.now();
  const ways = [
    {
      what: 'attempts until 429, each with another account’s name',
      from: '127.0.0.253',
      name: (attempt: number) => `nobody-${started}-${attempt}${domain}`,
      headers: () => ({}),
    },
    {
      what: `attempts until 429, each with another address in ${claims.join(', ')}`,
      from: '127.0.0.254',
      name: () => `nobody-at-all-${started}${domain}`,
      headers: (attempt: number) =>
        Object.fromEntries(claims.map((claim) => [claim, claimedAddress(attempt)])),
    },
  ];
  for (const { what, from, name, headers } of ways) {
    const http = people.http(from);
    const gate = paced(limit.paceMs);
    const isRefused = async (attempt: number): Promise<boolean> => {
      await gate();
      const names = { email: name(attempt), password: 'not-the-password' };
      return (await trySignIn(http, target, limit.account, names, headers(attempt))).status === 429;
    };
    let attempts = 1;
    let isLimited = await isRefused(attempts);
    if (isLimited) {
      // This address was limited before, or all are together: what nobody has named or claimed yet is refused as well.
      let letThrough = 0;
      for (let more = 2; more < 2 + attemptsAfter; more += 1) if (!(await isRefused(more))) letThrough += 1;
      seen.confirm(`${what}: the first was refused; let through of ${attemptsAfter} more`, {
        expected: 0,
        actual: letThrough,
        unit: 'attempts',
      });
      continue;
    }
    while (!isLimited && attempts < limit.attempts * 2 + 5) {
      attempts += 1;
      isLimited = await isRefused(attempts);
    }
    seen.confirm(what, {
      operator: '<=',
      expected: limit.attempts + 1,
      actual: isLimited ? attempts : `none in ${attempts}`,
      unit: 'attempts',
      limit: limit.attempts,
    });
  }
});
