import type { Fault } from './fault.ts';

export const migrationBreaksReleaseBefore = {
  id: 'migration-breaks-release-before',
  at: 'patch',
  what: 'the newest migration renames a column that the release before still writes to',
  turnsRed: ['survives.rollback', 'survives.deploy'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'server/migrations/004-waiting-work-orders.sql',
      find: 'create index',
      replace: 'alter table photos rename column uploaded_by to added_by;\ncreate index',
    },
    { file: 'server/photos.ts', find: 'sha256, uploaded_by)', replace: 'sha256, added_by)' },
    { file: 'seed/seed.ts', find: 'uploaded_by:', replace: 'added_by:' },
  ],
} as const satisfies Fault;
