import type { Fault } from './fault.ts';

export const todayInUtc = {
  id: 'today-in-utc',
  at: 'patch',
  what: 'the day that a form offers is Greenwich’s, not that of the person',
  turnsRed: ['dates.right-day/time.enter'],
  bystander: 'task.confirmed/time.enter',
  patch: [
    {
      file: 'web/src/parts/dates.ts',
      find: 'return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;',
      replace: 'return `${now.toISOString().slice(0, 10)}${pad(1).slice(2)}`;',
    },
  ],
} as const satisfies Fault;
