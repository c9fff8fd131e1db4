import type { Role } from '../api/types.ts';

/** What a person may do in the app; the server decides again on each request. */
export const abilities = {
  seeCustomers: ['admin', 'dispatcher', 'technician'],
  editCustomers: ['admin', 'dispatcher'],
  workOnJobs: ['admin', 'dispatcher', 'technician'],
  assignJobs: ['admin', 'dispatcher'],
  recordParts: ['admin', 'technician', 'warehouse'],
  changeStock: ['admin', 'warehouse'],
  keepTime: ['admin', 'dispatcher', 'technician'],
  dispatchJobs: ['admin', 'dispatcher'],
  invoiceJobs: ['admin', 'dispatcher'],
  readReports: ['admin', 'dispatcher'],
} as const satisfies Record<string, readonly Role[]>;

export type Ability = keyof typeof abilities;

export function may(role: Role, ability: Ability): boolean {
  const allowed: readonly Role[] = abilities[ability];
  return allowed.includes(role);
}

export const roleNames: Record<Role, string> = {
  admin: 'Administrator',
  dispatcher: 'Dispatcher',
  technician: 'Technician',
  warehouse: 'Stores',
};
