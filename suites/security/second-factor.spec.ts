import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { applicable } from '../../targets/capabilities.ts';
import { asText, readPointer } from '../../targets/pointer.ts';
import { signIn, trySignIn } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';
import { authenticatorOf, wrongCode } from '../../fixtures/enrolled-secret.ts';

/** RFC 4226, 4, R6: 128 bits at least. */
const shortestBytes = 16;
const nextCodeWithinMs = 70_000;

check('totp.enrolled', async ({ people, attached, unique, seen }, testInfo) => {
  testInfo.setTimeout(nextCodeWithinMs + 60_000);
  const { target } = attached;
  const { requiredStatus, enrolment } = applicable(target.totp, 'totp');
  if (!enrolment) throw new Error('totpEnrolment is not applicable to this target');
  const { made, as, begin, confirm, reset } = enrolment;
  const stated = (what: string, status: number, right: readonly number[]): boolean =>
    seen.confirm(what, { expected: right.includes(status) ? status : (right[0] ?? 200), actual: status });
  const refused = (what: string, status: number): boolean =>
    seen.confirm(what, { expected: status >= 400 && status < 500 ? status : 400, actual: status });

  const known = people.account(as).email;
  const email = `factor-${unique}${known.slice(known.indexOf('@'))}`.toLowerCase();
  const account = { email, password: `Chosen-7-${randomBytes(12).toString('base64url')}` };
  const maker = await people.session(made.role);
  const person = await maker.send(made.request, { ...account, unique });
  if (!stated('a person, made by the system', person.status, made.status)) return;
  const record = person.json();
  const taken = Object.entries(made.take).map(([name, at]) => [name, asText(readPointer(record, at))]);
  const names = Object.fromEntries(taken) as Readonly<Record<string, string>>;
  const session = await signIn(people.http(), { target, account, role: as });
  const attempt = async (totp: string): Promise<number> =>
    (await trySignIn(people.http(), target, as, { ...account, totp })).status;
  const confirmBy = async (code: string): Promise<number> =>
    (await session.send(confirm.request, { ...account, code })).status;

  const shown = await session.send(begin.request, account);
  if (!stated('a secret, asked for', shown.status, begin.status)) return;
  const totp = authenticatorOf(asText(readPointer(shown.json(), begin.secret)));
  const bytes = totp.secret.bytes.length;
  seen.confirm('its length', { operator: '>=', expected: shortestBytes, actual: bytes, unit: 'bytes' });
  stated('without a code, before it is confirmed', await attempt(''), target.signIn.status);
  refused('a wrong code, to confirm it', await confirmBy(wrongCode(totp, new Date())));
  stated('without a code, after that', await attempt(''), target.signIn.status);

  const first = totp.generate();
  if (!stated('a right code, to confirm it', await confirmBy(first), confirm.status)) return;
  stated('without a code, once it is confirmed', await attempt(''), requiredStatus);
  const isOnce = stated('with the code that confirmed it', await attempt(first), requiredStatus);
  const again = await session.send(begin.request, account);
  const isShown = again.text.includes(totp.secret.base32);
  const isKept = seen.confirm('the same secret is shown once more', { expected: false, actual: isShown });
  // What is wrong is told without half a minute's wait for the next code.
  if (!isOnce || !isKept) return;
  await expect.poll(() => totp.generate(), { timeout: nextCodeWithinMs }).not.toBe(first);
  stated('with the next code', await attempt(totp.generate()), target.signIn.status);
  if (!reset) return;
  const other = await (await people.session(reset.role)).send(reset.request, names);
  if (!stated('somebody else takes it away', other.status, reset.status)) return;
  stated('without a code, after that', await attempt(''), target.signIn.status);
});
