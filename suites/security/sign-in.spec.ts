import { applicable } from '../../targets/capabilities.ts';
import { freshTotpCode } from '../../stack/clients/totp.ts';
import { paced } from '../../stack/clients/paced.ts';
import { trySignIn } from '../../stack/clients/session.ts';
import { substitute } from '../../targets/substitute.ts';
import { check } from '../../fixtures/check.ts';
import { claimsOf, storedEnd } from '../../fixtures/token-end.ts';

/** A token that dies long before its time sends people back to the log-in page in the middle of their work. */
const leastOfLifetime = 0.9;

check('token.lifetime', async ({ people, attached, sql, seen }) => {
  const { target } = attached;
  const { signIn } = target;
  const role = target.roles.find(({ id }) => target.tasks.some((task) => task.role === id))?.id ?? '';
  const session = await people.freshSession(role);
  // A token need not say when it was made.
  const madeAtS = Math.floor(Date.now() / 1000);
  const claims = claimsOf(session.token);
  const endsAtS =
    claims === undefined ? await storedEnd(signIn.tokenEnds, sql, session.email) : (claims.exp ?? Infinity);
  if (endsAtS === undefined) {
    seen.inconclusive(
      'the token says nothing of itself: expected signIn.tokenEnds, the query by which the database says when it ends',
    );
    return;
  }
  const lifetimeS = endsAtS - (claims?.iat ?? madeAtS);
  seen.confirm(`lifetime (${signIn.tokenLifetimeSource})`, {
    operator: '<=',
    expected: signIn.tokenLifetimeS,
    actual: lifetimeS,
    unit: 's',
    limit: signIn.tokenLifetimeS,
  });
  seen.confirm('and not much less', {
    operator: '>=',
    expected: Math.floor(signIn.tokenLifetimeS * leastOfLifetime),
    actual: lifetimeS,
    unit: 's',
  });
  if (claims === undefined) return;
  // The claim is believed only where its signature is: the same token with a later end must be refused.
  const [head = '', , signature = ''] = session.token.split('.');
  const later = Buffer.from(JSON.stringify({ ...claims, exp: (claims.exp ?? 0) + 86_400 })).toString(
    'base64url',
  );
  const { name, value } = signIn.header;
  const forged = await people.http().request({
    method: 'GET',
    path: signIn.whoAmI.path,
    headers: { [name]: value.replace('{token}', `${head}.${later}.${signature}`) },
  });
  seen.confirm('the same token with a later end', {
    operator: 'matches',
    expected: '^40[13]$',
    actual: String(forged.status),
  });
});

check('login.limited', async ({ people, attached, seen }) => {
  const { target } = attached;
  const limit = applicable(target.loginLimit, 'loginLimit');
  const account = people.account(limit.account);
  const http = people.http('127.0.0.251');
  // Of the account's own domain: an address that a validator refuses would never reach the log-in.
  const domain = account.email.slice(account.email.indexOf('@'));
  const wrong = { email: `nobody-${Date.now()}${domain}`, password: 'not-the-password' };
  const refused = new Set<number>();
  const gate = paced(limit.paceMs);
  let limited: Awaited<ReturnType<typeof trySignIn>> | undefined;
  let attempts = 0;
  while (!limited && attempts < limit.attempts * 2 + 5) {
    attempts += 1;
    await gate();
    const answer = await trySignIn(http, target, limit.account, wrong);
    if (answer.status === 429) limited = answer;
    else refused.add(answer.status);
  }
  seen.confirm('statuses until then', {
    operator: 'matches',
    expected: '^(401|403|423)(, (401|403|423))*$',
    actual: [...refused].join(', '),
  });
  seen.confirm(`attempts until 429${limit.source === undefined ? '' : ` (${limit.source})`}`, {
    operator: '<=',
    expected: limit.attempts + 1,
    actual: limited ? attempts : `none in ${attempts}`,
    unit: 'attempts',
    limit: limit.attempts,
  });
  seen.confirm('Retry-After', {
    operator: 'matches',
    // Seconds, or a date (RFC 9110, 10.2.3).
    expected: '^(\\d+|.+ GMT)$',
    actual: limited?.header('retry-after') ?? '',
  });
  const other = people.http('127.0.0.252');
  const elsewhere = await trySignIn(other, target, limit.account, {
    email: account.email,
    password: account.password,
  });
  seen.confirm('another address at the same time', {
    expected: target.signIn.status[0] ?? 200,
    actual: elsewhere.status,
  });
});

check('login.lockout', async ({ people, attached, seen }) => {
  const { target } = attached;
  const lockout = applicable(target.lockout, 'lockout');
  const account = people.account(lockout.account);
  for (let attempt = 0; attempt < lockout.failures; attempt += 1) {
    await trySignIn(people.http(`127.0.0.${240 + attempt}`), target, lockout.account, {
      email: account.email,
      password: `wrong-${attempt}`,
    });
  }
  const answer = await trySignIn(people.http('127.0.0.249'), target, lockout.account, {
    email: account.email,
    password: account.password,
  });
  const expected = lockout.status.includes(answer.status) ? answer.status : (lockout.status[0] ?? 423);
  seen.confirm(`the right password after ${lockout.failures} wrong ones`, {
    expected,
    actual: answer.status,
  });
});

check('totp.enforced', async ({ people, attached, seen }) => {
  const { target } = attached;
  const rule = applicable(target.totp, 'totp');
  const account = people.spareAccount(rule.role);
  const credentials = { email: account.email, password: account.password };
  const attempt = async (totp: string) => {
    const answer = await trySignIn(people.http(), target, rule.role, { ...credentials, totp });
    return answer.status;
  };
  const refused = (status: number): number =>
    rule.requiredStatus.includes(status) ? status : (rule.requiredStatus[0] ?? 401);
  const without = await attempt('');
  seen.confirm('without a code', { expected: refused(without), actual: without });
  const code = await freshTotpCode(account.totpSecret ?? '');
  const wrongCode = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  const wrong = await attempt(wrongCode);
  seen.confirm('with a wrong code', { expected: refused(wrong), actual: wrong });
  const right = await attempt(code);
  seen.confirm('with the right code', { expected: target.signIn.status[0] ?? 200, actual: right });
  const again = await attempt(code);
  seen.confirm('with the same code again', { expected: refused(again), actual: again });
});

check('passwords.hashed', async ({ people, attached, sql, unique, seen }) => {
  if (!sql) {
    seen.inconclusive('no SQL access to this stack: stored passwords were not seen');
    return;
  }
  const { query, matches, made } = attached.target.passwordHashes;
  // Twice, with one password: without salt the two hashes are the same.
  for (const { request, role, status, number } of made ? [1, 2].map((number) => ({ ...made, number })) : []) {
    const answer = await (await people.session(role)).send(request, { unique: `${unique}-${number}` });
    seen.confirm(`account ${number}, made by the system`, {
      expected: status.includes(answer.status) ? answer.status : (status[0] ?? 201),
      actual: answer.status,
    });
  }
  const rows = await sql.query(substitute(query, { unique }), []);
  const hashes = rows.map((row) => String(row['hash'] ?? ''));
  const plain = hashes.filter((hash) => !new RegExp(matches, 'u').test(hash));
  seen.confirm('accounts', { operator: '>=', expected: made ? 2 : 1, actual: hashes.length });
  seen.confirm('passwords that are no slow hash', { expected: 0, actual: plain.length });
  seen.confirm('hashes that stand twice (no salt)', {
    expected: 0,
    actual: hashes.length - new Set(hashes).size,
  });
});

/** First guesses of everybody who tries; three, since a fourth and fifth would lock the account. */
const commonPasswords = (email: string): readonly string[] => [
  'password',
  'admin123',
  `${email.split('@')[0] ?? ''}123`,
];

check('password.not-common', async ({ subject: role, people, attached, seen }) => {
  const { target } = attached;
  const account = people.account(role);
  for (const password of commonPasswords(account.email)) {
    const answer = await trySignIn(people.http(), target, role, { email: account.email, password });
    seen.confirm(`"${password}" for ${account.email}`, {
      operator: '>=',
      expected: 400,
      actual: answer.status,
    });
    // A server error is no refusal.
    seen.confirm('is refused', { operator: '<', expected: 500, actual: answer.status });
  }
  const { replaced } = target.passwordHashes;
  if (replaced !== undefined) seen.inconclusive(`no guess was right, but ${replaced}`);
});
