import { createHash } from 'node:crypto';
import type { Account } from '../../facts.ts';

export interface SeededAccount {
  /** Name in the stack's access. */
  readonly account: string;
  readonly username: string;
  readonly email: string;
  readonly role: 'admin' | 'manager' | 'technician' | 'customer';
  readonly firstName: string;
  readonly lastName: string;
}

const person = (role: SeededAccount['role'], firstName: string): SeededAccount => ({
  account: role,
  username: `golive.${role}`,
  email: `golive.${role}@example.com`,
  role,
  firstName,
  lastName: 'Golive',
});

/** Throw-away people of this run, made by the system's own model, one of each of its roles. */
export const people: readonly SeededAccount[] = [
  person('admin', 'Ada'),
  person('manager', 'Max'),
  person('technician', 'Tess'),
  person('customer', 'Cleo'),
];

/** The hundred people of the load: managers, who may use all that is asked. */
export const crowd: readonly SeededAccount[] = Array.from({ length: 100 }, (_, at) => {
  const number = String(at + 1).padStart(3, '0');
  return {
    ...person('manager', `Load ${number}`),
    account: at === 0 ? 'load' : `load${number}`,
    username: `load${number}`,
    email: `load${number}@example.com`,
  };
});

export interface SeedSecrets {
  readonly password: string;
  /** Of the API: forty hexadecimal digits, as its own model makes them. */
  readonly token: string;
}

/** The crowd shares one password, since each is hashed slowly; tokens are everybody's own. */
export function secretsOf(
  { account, username }: SeededAccount,
  secret: (name: string) => string,
): SeedSecrets {
  // Its own validators want each kind of character.
  const password = `${secret(`aj-hcp-le-password-${account.startsWith('load') ? 'load' : account}`)}-Aa1!`;
  const token = createHash('sha256').update(secret('aj-hcp-le-tokens')).update(username).digest('hex');
  return { password, token: token.slice(0, 40) };
}

/** Who logs in has a name: it stands where other systems have the e-mail. */
export function accountsWith(secret: (name: string) => string): Readonly<Record<string, Account>> {
  return Object.fromEntries(
    [...people, ...crowd].map((one) => [one.account, { email: one.username, ...secretsOf(one, secret) }]),
  );
}
