import type { Fault } from './fault.ts';

export const exportRowLeftOut = {
  id: 'export-row-left-out',
  at: 'patch',
  what: 'the export of hours leaves its first row out',
  turnsRed: ['export.totals/hours'],
  bystander: 'export.totals/summary',
  patch: [
    {
      file: 'server/hours-export.ts',
      find: 'order by t.work_date, u.name, t.created_at, t.id`',
      replace: 'order by t.work_date, u.name, t.created_at, t.id offset 1`',
    },
  ],
} as const satisfies Fault;
