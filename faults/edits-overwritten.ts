import type { Fault } from './fault.ts';

export const editsOverwritten = {
  id: 'edits-overwritten',
  at: 'patch',
  what: 'a job is written back whole, as it was read: who saves second takes away what the first one was promised',
  turnsRed: ['writes.at-once/work-orders.edit'],
  bystander: 'export.totals/summary',
  patch: [
    {
      file: 'server/work-order-rows.ts',
      find: "select from work_orders where id = $1 for update'",
      replace: "select from work_orders where id = $1'",
    },
    {
      file: 'server/work-order-rows.ts',
      find: 'if (version === undefined || version === workOrder.version) return;',
      replace: 'if (version === undefined || version > 0) return;',
    },
  ],
} as const satisfies Fault;
