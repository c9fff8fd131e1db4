import type { Account } from '../../facts.ts';
import type { RecipeContext } from '../recipe.ts';

interface SeededAccount {
  /** What the target's roles call it. */
  readonly name: string;
  readonly username: string;
  readonly role: string;
  readonly fullName: string;
}

const person = (name: string, role: string, fullName: string): SeededAccount => ({
  name,
  username: `golive.${name}`,
  role,
  fullName,
});

/** Throw-away people of this run, made by the system's own script; the crowd of the load shares one password. */
export const seededAccounts: readonly SeededAccount[] = [
  person('admin', 'admin', 'Ada Admin'),
  person('manager', 'manager', 'Max Manager'),
  person('office', 'office', 'Olga Office'),
  person('technician', 'technician', 'Tess Technician'),
  person('colleague', 'technician', 'Cole Colleague'),
  person('warehouse', 'warehouse', 'Walt Warehouse'),
  person('newcomer', 'technician', 'Nia Newcomer'),
  person('locked', 'technician', 'Lou Locked'),
  { name: 'load', username: 'load001', role: 'admin', fullName: 'Load Person 001' },
];

export function passwordOf({ secret }: Pick<RecipeContext, 'secret'>, name: string): string {
  return secret(`electrical-password-${name}`);
}

/** Who logs in has a name and no address: it stands where other systems have the e-mail. */
export function accountsOf(context: RecipeContext): Readonly<Record<string, Account>> {
  if (context.asDocumented === true) {
    return { admin: { email: 'admin', password: passwordOf(context, 'admin') } };
  }
  return Object.fromEntries(
    seededAccounts.map(({ name, username }) => [
      name,
      { email: username, password: passwordOf(context, name) },
    ]),
  );
}
