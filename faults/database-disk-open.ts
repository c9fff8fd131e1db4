import type { Fault } from './fault.ts';

export const databaseDiskOpen = {
  id: 'database-disk-open',
  at: 'deployment',
  what: 'the database lies on a disk that anybody reads who takes it out; the backups do not',
  turnsRed: ['storage.encrypted'],
  bystander: 'certificate.trusted',
  deployment: { openStorage: 'database' },
} as const satisfies Fault;
