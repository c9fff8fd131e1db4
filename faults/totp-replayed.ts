import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const totpReplayed = {
  id: 'totp-replayed',
  at: 'database',
  what: 'a used authentication code works again',
  turnsRed: ['totp.enforced'],
  bystander: 'token.lifetime',
  plant: bySql(
    `create function forget_step() returns trigger language plpgsql as $$ begin new.totp_last_step := null; return new; end $$`,
    `create trigger zz_forget_step before update on users for each row execute function forget_step()`,
  ),
} as const satisfies Fault;
