import type { Account } from '../../facts.ts';

export interface SeededAccount {
  /** Name in the stack's access, and of its secret. */
  readonly account: string;
  readonly organisation: 'north' | 'south';
  readonly email: string;
  readonly role: 'admin' | 'manager' | 'store_manager' | 'reporting' | 'client';
  /** The person's name, as pages show it. */
  readonly name: string;
}

const north = (account: string, role: SeededAccount['role'], name: string): SeededAccount => ({
  account,
  organisation: 'north',
  // The API's own check of addresses refuses the reserved top-level names.
  email: `${account}@example.com`,
  role,
  name,
});

/** The people of two organisations, by the names that the target's roles use. */
export const people: readonly SeededAccount[] = [
  north('admin', 'admin', 'Ada North'),
  north('manager', 'manager', 'Mo Manager'),
  north('store-manager', 'store_manager', 'Sam Store'),
  north('reporting', 'reporting', 'Rae Report'),
  north('client', 'client', 'Cleo Client'),
  {
    account: 'other-admin',
    organisation: 'south',
    email: 'other-admin@example.com',
    role: 'admin',
    name: 'Olu South',
  },
];

/** The hundred people of the load: managers, who may use all that is asked; they share one password. */
export const crowd: readonly SeededAccount[] = Array.from({ length: 100 }, (_, at) => {
  const number = String(at + 1).padStart(3, '0');
  return { ...north('load', 'manager', `Load ${number}`), email: `load${number}@example.com` };
});

export function secretName(account: string): string {
  return `teliporter-password-${account}`;
}

/** By account name; of the crowd only the first, whose password all of it has. */
export function accountsWith(secret: (name: string) => string): Readonly<Record<string, Account>> {
  return Object.fromEntries(
    [...people, ...crowd.slice(0, 1)].map(({ account, email }) => [
      account,
      { email, password: secret(secretName(account)) },
    ]),
  );
}
