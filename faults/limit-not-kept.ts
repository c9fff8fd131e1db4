import type { Fault } from './fault.ts';

export const limitNotKept = {
  id: 'limit-not-kept',
  at: 'patch',
  what: 'a request may have any size, where 1 MB is stated',
  turnsRed: ['upload.limits/body'],
  bystander: 'export.totals/summary',
  patch: [
    { file: 'server/read-body.ts', find: 'maxJsonBytes = 1_000_000', replace: 'maxJsonBytes = 100_000_000' },
  ],
} as const satisfies Fault;
