import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const logoutKeepsSession = {
  id: 'logout-keeps-session',
  at: 'database',
  what: 'a session that was logged out lives on',
  turnsRed: ['sign-out.ends-session'],
  bystander: 'sign-in.works',
  plant: bySql(
    `create function live_on() returns trigger language plpgsql as $$ begin new.revoked_at := null; new.revoked_reason := null; return new; end $$`,
    `create trigger zz_live_on before update on sessions for each row execute function live_on()`,
  ),
} as const satisfies Fault;
