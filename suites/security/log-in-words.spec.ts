import { trySignIn } from '../../stack/clients/session.ts';
import type { HttpAnswer } from '../../stack/clients/http.ts';
import { check } from '../../fixtures/check.ts';
import type { Account } from '../../stack/facts.ts';

/** Two for each account: a third and a fourth would come near a lock. */
const rounds = 2;
const mostAccounts = 3;
/** Somebody who asks a hundred times sees a difference of this much through a network. */
const visibleMs = 15;
const visibleShare = 0.45;

/** What differs in every answer, whoever asks: the name that was typed, ids and times. */
const steady = (answer: HttpAnswer, email: string): string =>
  `${answer.status} ${answer.text
    .replaceAll(email, '{email}')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gu, '{id}')
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?|\b\d{10,13}\b/gu, '{time}')}`;

const quickest = (times: readonly number[]): number => Math.min(...times);
const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;

/** Slow on both counts, the quickest and the middle: a busy machine slows some, a missing hash all. */
function isTold(known: readonly number[], unknown: readonly number[]): boolean {
  return [quickest, median].every((measure) => {
    const [one, other] = [measure(known), measure(unknown)];
    const apart = Math.abs(one - other);
    return apart > visibleMs && apart > visibleShare * Math.max(one, other);
  });
}

check('login.tells-nothing', async ({ people, attached, unique, seen }) => {
  const { target } = attached;
  const accounts = target.roles
    .filter(({ signsIn }) => signsIn)
    .map(({ id }) => [id, people.account(id)] as const)
    // Nobody can log in a second time with the same code: what was counted against them could not be forgotten.
    .filter(([, { totpSecret }]) => totpSecret === undefined)
    .slice(0, mostAccounts);
  if (accounts.length === 0) {
    seen.inconclusive('no role signs in without a second factor: nobody’s failures could be forgotten again');
    return;
  }
  let address = 0;
  const ask = async (role: string, email: string, password: string): Promise<HttpAnswer> => {
    address += 1;
    const http = people.http(`127.0.6.${address}`);
    // Connected before: what is measured is the answer, and not the way to it.
    await http.request({ method: 'GET', path: target.stack.health.path });
    return await trySignIn(http, target, role, { email, password, totp: '' });
  };
  const known: { words: string; ms: number }[] = [];
  const unknown: { words: string; ms: number }[] = [];
  const wrong = `wrong-${unique}`;
  const stranger = ({ email }: Account, round: number): string =>
    email.includes('@')
      ? `nobody${round}-${unique}${email.slice(email.indexOf('@'))}`
      : `nobody${round}-${unique}`;
  for (let round = 0; round < rounds; round += 1) {
    for (const [role, account] of accounts) {
      const theirs = await ask(role, account.email, wrong);
      known.push({ words: steady(theirs, account.email), ms: theirs.durationMs });
      const email = stranger(account, round);
      const nobodys = await ask(role, email, wrong);
      unknown.push({ words: steady(nobodys, email), ms: nobodys.durationMs });
    }
  }
  // What was counted against these people is forgotten when they log in.
  for (const [role, { email, password }] of accounts) await ask(role, email, password);
  if ([...known, ...unknown].some(({ words }) => words.startsWith('429'))) {
    seen.inconclusive('a limit stood before the answer: what is told of a person was not seen');
    return;
  }
  seen.confirm('words for somebody unknown', {
    expected: known[0]?.words ?? '',
    actual: unknown[0]?.words ?? '',
  });
  const words = new Set([...known, ...unknown].map((answer) => answer.words));
  seen.confirm(`different refusals of ${known.length + unknown.length}`, { expected: 1, actual: words.size });
  const times = [known, unknown].map((answers) => answers.map(({ ms }) => ms));
  const told = times.map((list) => `${Math.round(median(list))} ms`).join(' and ');
  seen.confirm(`the time tells them apart (in the middle ${told})`, {
    expected: false,
    actual: isTold(times[0] ?? [], times[1] ?? []),
  });
});
