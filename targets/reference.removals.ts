import type { HooksInput } from './schema/hooks.ts';

const marked = 'select id from work_orders where title like $1 or description like $1';

/**
 * How a run's records are taken out of a Fieldbook that is deployed, in the order in which rows can go. The stock's
 * ledger is append-only, and keeps the jobs that used a part.
 */
export const referenceRemovals: NonNullable<HooksInput['removals']> = [
  {
    record: 'work-order',
    covers: ['/api/work-orders', '/api/time-entries', '/api/dispatch/move'],
    by: {
      count: `select count(*)::int as n from (${marked}) own`,
      remove: [
        `delete from time_entries where note like $1 or work_order_id in (${marked})`,
        `delete from work_order_events where work_order_id in (${marked})`,
        'delete from work_orders where title like $1 or description like $1',
      ],
    },
  },
  {
    record: 'time-entry',
    covers: ['/api/time-entries'],
    by: {
      count: 'select count(*)::int as n from time_entries where note like $1',
      remove: ['delete from time_entries where note like $1'],
    },
  },
  {
    record: 'customer',
    covers: ['/api/customers'],
    by: {
      count: 'select count(*)::int as n from customers where name like $1 or email like $1',
      remove: ['delete from customers where name like $1 or email like $1'],
    },
  },
];
