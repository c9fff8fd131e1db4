import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const passwordChangeEndsAll = {
  id: 'password-change-ends-all',
  at: 'database',
  what: 'when one person changes their password, everybody’s sessions end',
  turnsRed: ['sessions.apart'],
  bystander: 'https.redirect',
  plant: bySql(
    `create function end_all() returns trigger language plpgsql security definer as $$ begin
       update sessions set revoked_at = now(), revoked_reason = 'password_changed'
        where user_id <> new.id and revoked_at is null;
       return new; end $$`,
    `create trigger zz_end_all after update of password_hash on users for each row execute function end_all()`,
  ),
} as const satisfies Fault;
