import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const confirmingCodeAgain = {
  id: 'confirming-code-again',
  at: 'database',
  what: 'the code that confirmed a second factor opens the account once more: who looked on is let in',
  turnsRed: ['totp.enrolled'],
  bystander: 'token.lifetime',
  plant: bySql(
    `create function forget_first_step() returns trigger language plpgsql as $$ begin
      if old.totp_secret is null and new.totp_secret is not null then new.totp_last_step := null; end if;
      return new; end $$`,
    `create trigger zz_forget_first_step before update on users for each row execute function forget_first_step()`,
  ),
} as const satisfies Fault;
