import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const lockoutForgets = {
  id: 'lockout-forgets',
  at: 'database',
  what: 'wrong passwords are not counted',
  turnsRed: ['login.lockout'],
  bystander: 'token.lifetime',
  plant: bySql(
    `create function forget() returns trigger language plpgsql as $$ begin new.failures := 1; new.locked_until := null; return new; end $$`,
    `create trigger zz_forget before insert or update on login_failures for each row execute function forget()`,
  ),
} as const satisfies Fault;
