import type { Fault } from './fault.ts';

export const newestBackupTooOld = {
  id: 'newest-backup-too-old',
  at: 'deployment',
  what: 'the newest backup that is kept is two days old: nobody noticed that the schedule stopped',
  turnsRed: ['backups.recent'],
  bystander: 'certificate.trusted',
  inSmoke: true,
  deployment: { newestBackup: { hoursOld: 50 } },
} as const satisfies Fault;
