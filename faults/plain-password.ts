import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const plainPassword = {
  id: 'plain-password',
  at: 'database',
  what: 'one password is stored as it was typed',
  turnsRed: ['passwords.hashed'],
  bystander: 'token.lifetime',
  plant: bySql(
    `update users set password_hash = 'correct horse' where email = (select max(email) from users where email like 'load%')`,
  ),
} as const satisfies Fault;
