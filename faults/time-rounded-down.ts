import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const timeRoundedDown = {
  id: 'time-rounded-down',
  at: 'database',
  what: 'time that is entered is rounded down to quarters of an hour, silently',
  turnsRed: ['task.confirmed/time.enter'],
  bystander: 'task.confirmed/customer.create',
  plant: bySql(
    `create function round_down() returns trigger language plpgsql as $$ begin new.minutes := greatest(new.minutes - new.minutes % 15, 1); return new; end $$`,
    `create trigger zz_round_down before insert on time_entries for each row execute function round_down()`,
  ),
} as const satisfies Fault;
