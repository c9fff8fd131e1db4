import type { Fault } from './fault.ts';

export const slowStatement = {
  id: 'slow-statement',
  at: 'patch',
  what: 'the report’s figures are counted by a statement that takes 600 ms',
  turnsRed: ['statements.fast'],
  bystander: 'load.writes-kept',
  patch: [
    {
      file: 'server/reports.ts',
      find: `'select count(*) as n from items where on_hand <= reorder_level'`,
      replace: `'select count(*) as n from items, pg_sleep(0.6) where on_hand <= reorder_level'`,
    },
  ],
} as const satisfies Fault;
