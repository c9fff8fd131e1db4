import type { Fault } from './fault.ts';

export const anyKeyOpensBackup = {
  id: 'any-key-opens-backup',
  at: 'patch',
  what: 'the backup is sealed with a key that stands in the source',
  turnsRed: ['backup.encrypted'],
  bystander: 'restore.completes',
  patch: [
    {
      file: 'operations/sealed-file.ts',
      find: "hkdfSync('sha256', key, salt,",
      replace: "hkdfSync('sha256', 'fieldbook', salt,",
    },
  ],
} as const satisfies Fault;
