import type { Fault } from './fault.ts';

export const anybodyIsATechnician = {
  id: 'anybody-is-a-technician',
  at: 'patch',
  what: 'a job may be given to anybody who works here, and not to technicians alone',
  turnsRed: ['writes.refer/work-orders.update', 'writes.refer/dispatch.move'],
  bystander: 'writes.refer/time-entries.create',
  patch: [
    {
      file: 'server/work-order-rows.ts',
      find: `where id = $1 and role = 'technician' and active`,
      replace: 'where id = $1 and active',
    },
  ],
} as const satisfies Fault;
