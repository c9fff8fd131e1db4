import type { Fault } from './fault.ts';

export const cleanUpFails = {
  id: 'clean-up-fails',
  at: 'patch',
  what: 'the clean-up that runs by itself fails each time',
  turnsRed: ['work.fresh/housekeeping'],
  bystander: 'export.totals/summary',
  patch: [
    {
      file: 'server/housekeeping.ts',
      find: 'delete from sessions where expires_at',
      replace: 'delete from session where expires_at',
    },
  ],
} as const satisfies Fault;
