import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const numbersCounted = {
  id: 'numbers-counted',
  at: 'database',
  what: 'a job’s number is one more than there are jobs: of people who make one at the same moment, several get the same',
  turnsRed: ['writes.at-once/work-orders.create'],
  bystander: 'export.totals/summary',
  plant: bySql(
    'alter table work_orders drop constraint work_orders_number_key',
    `create function count_jobs() returns trigger language plpgsql as $$ begin new.number := document_number('WO', (select count(*) + 1 from work_orders)); return new; end $$`,
    'create trigger aa_count before insert on work_orders for each row execute function count_jobs()',
  ),
} as const satisfies Fault;
