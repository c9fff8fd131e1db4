import type { Fault } from './fault.ts';

export const fullDiskToldAsStored = {
  id: 'full-disk-told-as-stored',
  at: 'patch',
  what: 'a write that the database has no room for is confirmed all the same',
  turnsRed: ['survives.disk-full'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'server/dispatch-call.ts',
      find: 'return transaction(services.pool, (db) => once(db, key, () => handler({ ...call, db })));',
      replace: `return transaction(services.pool, (db) => once(db, key, () => handler({ ...call, db }))).catch((error) => {
    // Of class 53, insufficient resources: a full disk.
    if (!String(error.code).startsWith('53')) throw error;
    return { status: 201, json: { id: crypto.randomUUID() } };
  });`,
    },
  ],
} as const satisfies Fault;
