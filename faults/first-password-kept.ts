import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const firstPasswordKept = {
  id: 'first-password-kept',
  at: 'database',
  what: 'new people may keep the password that somebody else chose',
  turnsRed: ['first-password.changed'],
  bystander: 'sign-in.works',
  plant: bySql(`update users set must_change_password = false`),
} as const satisfies Fault;
