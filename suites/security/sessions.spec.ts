import { randomBytes } from 'node:crypto';
import type { Target } from '../../targets/schema/target.ts';
import { signIn, type Session } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';
import type { Observations } from '../../fixtures/observations.ts';
import type { People } from '../../fixtures/people.ts';

/** With a digit always: random ones alone have none one time in fifteen, and many systems want one. */
const password = (): string => `Chosen-7-${randomBytes(12).toString('base64url')}`;

/** Roles whose people sign in with a password alone: nobody has to wait for the next code of a second factor. */
function rolesOf({ roles }: Target, people: People): readonly string[] {
  return roles
    .filter(({ id, signsIn }) => signsIn && people.account(id).totpSecret === undefined)
    .map(({ id }) => id);
}

async function isAnswered({ signIn: { whoAmI } }: Target, session: Session): Promise<number> {
  return (await session.send({ method: 'GET', path: whoAmI.path })).status;
}

interface Another {
  readonly target: Target;
  readonly people: People;
  readonly role: string;
  readonly unique: string;
  readonly seen: Observations;
}

/** Makes a person, who signs in and chooses a new password. */
async function changePassword(
  change: NonNullable<Target['signIn']['passwordChange']>,
  { target, people, role, unique, seen }: Another,
): Promise<void> {
  const known = people.account(role).email;
  const email = `apart-${unique}${known.slice(known.indexOf('@'))}`.toLowerCase();
  const account = { email, password: password() };
  const made = await (
    await people.session(change.made.role)
  ).send(change.made.request, { ...account, unique });
  const madeAs = change.made.status.includes(made.status) ? made.status : (change.made.status[0] ?? 201);
  if (!seen.confirm('a person, made by the system', { expected: madeAs, actual: made.status })) return;
  const session = await signIn(people.http(), { target, account, role });
  const answer = await session.send(change.request, { ...account, next: password() });
  const expected = change.status.includes(answer.status) ? answer.status : (change.status[0] ?? 204);
  seen.confirm('their password is changed', { expected, actual: answer.status });
}

check('sessions.apart', async ({ people, attached, unique, seen }) => {
  const { target } = attached;
  const { signOut, passwordChange } = target.signIn;
  const [role = '', ...others] = rolesOf(target, people);
  const other = others.find((one) => people.account(one).email !== people.account(role).email);
  if (other === undefined) {
    seen.inconclusive('expected two people who sign in with a password alone: one leaves, the other stays');
    return;
  }
  const stays = await people.freshSession(other);
  seen.confirm('who stays is signed in', { expected: 200, actual: await isAnswered(target, stays) });
  if (signOut) {
    const leaves = await people.freshSession(role);
    const { refreshToken = '' } = leaves;
    const { status } = await leaves.send(signOut, { refreshToken });
    seen.confirm('another logs out', { operator: '<', expected: 400, actual: status });
    const after = await isAnswered(target, stays);
    seen.confirm('who stays, after another has logged out', { expected: 200, actual: after });
  }
  if (passwordChange) {
    await changePassword(passwordChange, { target, people, role, unique, seen });
    const after = await isAnswered(target, stays);
    seen.confirm('who stays, after another has changed a password', { expected: 200, actual: after });
  }
});
