import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

/** About 18 new jobs a second go through it: the plan's users send 11, and twice as many send 21. */
const holdLock = `create function wait_in_line() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(7); perform pg_sleep(0.05); return new; end $$`;

export const oneLockForAllJobs = {
  id: 'one-lock-for-all-jobs',
  at: 'database',
  what: 'new jobs are stored one after the other, 50 ms each: the plan’s users never notice, twice as many do',
  turnsRed: ['load.capacity'],
  bystander: 'stack.ready',
  plant: bySql(
    holdLock,
    'create trigger zz_line before insert on work_orders for each row execute function wait_in_line()',
  ),
} as const satisfies Fault;
