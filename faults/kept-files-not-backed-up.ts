import type { Fault } from './fault.ts';

export const keptFilesNotBackedUp = {
  id: 'kept-files-not-backed-up',
  at: 'patch',
  what: 'files of people are kept in a folder that no backup knows',
  turnsRed: ['files.backed-up'],
  bystander: 'maintenance.harmless',
  patch: [
    {
      file: 'operations/fieldbook.service',
      find: 'StandardOutput=journal',
      replace: 'StandardOutput=journal\nEnvironment=UPLOAD_DIR=/srv/fieldbook/handed-over',
    },
  ],
} as const satisfies Fault;
