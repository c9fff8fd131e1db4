import type { Fault } from './fault.ts';

export const newestBackupShrank = {
  id: 'newest-backup-shrank',
  at: 'deployment',
  what: 'the newest backup is in time, and has a tenth of the bytes of the one before',
  turnsRed: ['backups.recent'],
  bystander: 'certificate.trusted',
  inSmoke: true,
  deployment: { newestBackup: { share: 0.1 } },
} as const satisfies Fault;
