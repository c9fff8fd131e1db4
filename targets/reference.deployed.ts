import type { TargetInput } from './schema/target.ts';

const plan = 'docs/reference-plan.md';

/** Fieldbook where it is deployed: its name, what it runs with, what is stored, and who watches it. */
export const referenceDeployed = {
  dns: { caa: ['authority.example'] },
  tlsGrade: 'A+',
  variables: ['DATABASE_URL', 'JWT_SECRET', 'BACKUP_KEY', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  values: [
    {
      variable: 'NODE_ENV',
      matches: 'production',
      says: 'that it is used in earnest',
      source: 'reference-system/README.md, Environment',
    },
  ],
  atRest: [
    { id: 'database', what: 'the database', source: `${plan}, Security: unreadable without the key` },
    {
      id: 'backups',
      what: 'the store of backups',
      source: `${plan}, Security: unreadable without the key`,
    },
  ],
  watched: [
    {
      id: 'fieldbook',
      what: 'readiness, disk and logs',
      withinMs: {
        value: 5 * 60_000,
        source: `${plan}, Backup and operation: cron runs watch.ts each minute`,
      },
    },
  ],
  version: { path: '/health', pointer: '/version' },
} as const satisfies TargetInput['deployed'];
