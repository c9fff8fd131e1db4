import { hashPassword } from '../server/auth/passwords.ts';
import type { Role } from '../server/contract.ts';
import type { Random } from './random.ts';
import { firstNames, lastNames } from './words.ts';

export interface SeededUser {
  id: string;
  email: string;
  name: string;
  role: Role;
  mustChange: boolean;
  onBoard: boolean;
  passwordHash: string;
  totpSecret: string | null;
}

type Account = Pick<SeededUser, 'email' | 'name' | 'role'> &
  Partial<Pick<SeededUser, 'mustChange' | 'onBoard'>>;

const at = (local: string): string => `${local}@fieldbook.example`;

const named = (random: Random): string => `${random.pick(firstNames)} ${random.pick(lastNames)}`;

const accounts = (random: Random, subcontractors: number): Account[] => [
  { email: at('admin'), name: 'Ada Quinn', role: 'admin' },
  { email: at('dispatch'), name: 'Dora Lacey', role: 'dispatcher' },
  { email: at('stores'), name: 'Sam Petrov', role: 'warehouse' },
  ...Array.from({ length: 8 }, (_, index): Account => ({
    email: at(`tech${index + 1}`),
    name: named(random),
    role: 'technician',
  })),
  { email: at('new.starter'), name: 'Nia Starter', role: 'technician', mustChange: true, onBoard: false },
  // Subcontractors: they work from their phones, but have no column on the board.
  ...Array.from({ length: subcontractors }, (_, index): Account => {
    const number = String(index + 1).padStart(3, '0');
    return {
      email: at(`load${number}`),
      name: `Subcontractor ${number}`,
      role: 'technician',
      onBoard: false,
    };
  }),
];

export interface UserSecrets {
  password: string;
  totpSecret: string;
}

/** The accounts of every size, and so many subcontractors; the admin signs in with a second factor. */
export const seedUsers = (
  random: Random,
  { password, totpSecret }: UserSecrets,
  subcontractors: number,
): Promise<SeededUser[]> =>
  Promise.all(
    accounts(random, subcontractors).map(async (account) => ({
      mustChange: false,
      onBoard: true,
      ...account,
      id: random.uuid(),
      passwordHash: await hashPassword(password),
      totpSecret: account.role === 'admin' ? totpSecret : null,
    })),
  );
