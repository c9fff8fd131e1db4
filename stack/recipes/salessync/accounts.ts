import type { Account } from '../../facts.ts';

export interface SeededAccount {
  readonly tenant: string;
  readonly email: string;
  readonly role: string;
  /** The person has one in the stack's access; its name is the secret's name too. */
  readonly passwordOf: string;
  /** In the shipped database already; the others are added by the recipe. */
  readonly shipped: boolean;
}

/** The three people of the shipped database, by the names that the target's roles use. */
const shipped: readonly SeededAccount[] = [
  person('admin', 'PEPSI_SA', 'admin@pepsi.co.za', 'admin'),
  person('agent', 'PEPSI_SA', 'thabo.mthembu@pepsi.co.za', 'agent'),
  person('other-admin', 'DEMO', 'admin@demo.com', 'admin'),
];

function person(passwordOf: string, tenant: string, email: string, role: string): SeededAccount {
  return { passwordOf, tenant, email, role, shipped: true };
}

/**
 * The hundred people of the load. They are administrators because the mix asks for every list, and the
 * shipped database grants the customers to no other role; they share one password, because a slow hash for
 * each would add ten seconds to every start.
 */
const crowd: readonly SeededAccount[] = Array.from({ length: 100 }, (_, at) => ({
  passwordOf: 'load',
  tenant: 'PEPSI_SA',
  // The API's own check of addresses refuses the reserved top-level names.
  email: `load${String(at + 1).padStart(3, '0')}@example.com`,
  role: 'admin',
  shipped: false,
}));

export const seededAccounts: readonly SeededAccount[] = [...shipped, ...crowd];

export function secretName(passwordOf: string): string {
  return `salessync-password-${passwordOf}`;
}

/** By account name; of the crowd only the first, whose password all of it has. */
export function accountsWith(secret: (name: string) => string): Readonly<Record<string, Account>> {
  const named = [...shipped, ...crowd.slice(0, 1)];
  return Object.fromEntries(
    named.map(({ passwordOf, email }) => [passwordOf, { email, password: secret(secretName(passwordOf)) }]),
  );
}
