import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const writesLostUnderLoad = {
  id: 'writes-lost-under-load',
  at: 'database',
  what: 'one time entry in ten is acknowledged and then gone',
  turnsRed: ['load.writes-kept'],
  bystander: 'stack.ready',
  plant: bySql(
    `create function lose() returns trigger language plpgsql as $$ begin delete from time_entries where id = new.id; return null; end $$`,
    `create trigger zz_lose after insert on time_entries for each row when (new.note like 'Load %' and hashtext(new.id::text) % 10 = 0) execute function lose()`,
  ),
} as const satisfies Fault;
