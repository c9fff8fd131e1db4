import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { Access, Account, StackFacts } from '../facts.ts';
import { accountOf } from './session.ts';

interface Place {
  readonly target: Target;
  readonly access: Access;
  readonly facts: Pick<StackFacts, 'driver'>;
}

/**
 * Accounts of people who work side by side in one role: those who play the users of the load, where there are enough
 * of the role, else the role's own account, as often as needed. In a system that is not the run's own nobody made the
 * former: more people of a role are those that were given (`technician+1`).
 */
export function crowdAccounts(
  { target, access, facts }: Place,
  role: string,
  count: number,
): readonly Account[] {
  const crowd = isNotApplicable(target.load)
    ? undefined
    : target.load.people.find((one) => one.role === role && one.to - one.from + 1 >= count);
  return Array.from({ length: count }, (_, index) => {
    if (crowd === undefined || facts.driver === 'attach') {
      return access.accounts[nameOfNext(target, role, index)] ?? accountOf(target, access, role, index);
    }
    const number = String(crowd.from + index).padStart(3, '0');
    const { password } = accountOf(target, access, crowd.passwordOf);
    const email = crowd.email.replace('{index}', number);
    // Where no route gives a token, each of them may have been given one.
    const { token } = Object.values(access.accounts).find((one) => one.email === email) ?? {};
    return { email, password, ...(token === undefined ? {} : { token }) };
  });
}

/** What an account of one more person of a role is called: `technician+1` beside `technician`. */
export function nameOfNext(target: Target, role: string, index: number): string {
  return `${target.roles.find(({ id }) => id === role)?.account ?? role}+${index}`;
}
