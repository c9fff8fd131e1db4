import type { Fault } from './fault.ts';

export const logWithoutBound = {
  id: 'log-without-bound',
  at: 'patch',
  what: 'what the server prints is appended to a file that nothing rotates',
  turnsRed: ['logs.bounded'],
  bystander: 'maintenance.harmless',
  patch: [
    {
      file: 'operations/fieldbook.service',
      find: 'StandardOutput=journal',
      replace: 'StandardOutput=append:/var/log/fieldbook.log',
    },
  ],
} as const satisfies Fault;
