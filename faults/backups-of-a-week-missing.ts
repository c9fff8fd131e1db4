import type { Fault } from './fault.ts';

export const backupsOfAWeekMissing = {
  id: 'backups-of-a-week-missing',
  at: 'deployment',
  what: 'of the backups that should be kept, those of a week are missing: the newest looks as it should',
  turnsRed: ['backups.kept'],
  bystander: 'certificate.trusted',
  deployment: { weekWithoutBackups: true },
} as const satisfies Fault;
