import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const factorBeforeConfirmed = {
  id: 'factor-before-confirmed',
  at: 'database',
  what: 'a second factor is in force once its secret was shown: who closes the page is locked out',
  turnsRed: ['totp.enrolled'],
  bystander: 'token.lifetime',
  plant: bySql(
    `create function in_force() returns trigger language plpgsql as $$ begin
      if new.totp_pending is not null then new.totp_secret := new.totp_pending; end if; return new; end $$`,
    `create trigger zz_in_force before update on users for each row execute function in_force()`,
  ),
} as const satisfies Fault;
