import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const invoicedTwice = {
  id: 'invoiced-twice',
  at: 'patch',
  what: 'whether a job is invoiced already is looked at without a lock: of people who press at the same moment, several invoice it',
  turnsRed: ['writes.at-once/invoices.once'],
  bystander: 'export.totals/summary',
  patch: [
    {
      file: 'server/work-order-rows.ts',
      find: "select from work_orders where id = $1 for update'",
      replace: "select from work_orders where id = $1'",
    },
  ],
  plant: bySql('alter table invoices drop constraint invoices_work_order_id_key'),
} as const satisfies Fault;
