import type { Fault } from './fault.ts';

export const backupReadable = {
  id: 'backup-readable',
  at: 'patch',
  what: 'the backup is written as it is, without its key',
  turnsRed: ['backup.encrypted'],
  bystander: 'restore.completes',
  patch: [
    {
      file: 'operations/sealed-file.ts',
      find: 'yield cipher.update(chunk);',
      replace: 'yield (cipher.update(chunk), chunk);',
    },
    {
      file: 'operations/sealed-file.ts',
      find: 'yield decipher.update(chunk as Buffer);',
      replace: 'yield (decipher.update(chunk as Buffer), chunk);',
    },
    {
      file: 'operations/sealed-file.ts',
      find: '    yield decipher.final();',
      replace: '    await Promise.resolve();',
    },
  ],
} as const satisfies Fault;
