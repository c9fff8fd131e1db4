import type { Fault } from './fault.ts';

export const migrationEmptiesPhones = {
  id: 'migration-empties-phones',
  at: 'patch',
  what: 'the newest migration empties the phone numbers of customers',
  turnsRed: ['data.migrated'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'server/migrations/004-waiting-work-orders.sql',
      find: 'create index',
      replace: "update customers set phone = '';\ncreate index",
    },
  ],
} as const satisfies Fault;
