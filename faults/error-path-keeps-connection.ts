import type { Fault } from './fault.ts';

export const errorPathKeepsConnection = {
  id: 'error-path-keeps-connection',
  at: 'patch',
  what: 'a request that is refused keeps its connection to the database',
  turnsRed: ['errors.leave-no-trace'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'server/database.ts',
      find: 'if (isFull(error)) lastFull.set(pool, Date.now());',
      replace: 'kept = true;',
    },
    {
      file: 'server/database.ts',
      find: 'let broken: Error | undefined;',
      replace: 'let broken: Error | undefined;\n  let kept = false;',
    },
    {
      file: 'server/database.ts',
      find: 'client.release(broken);',
      replace: 'if (!kept) client.release(broken);',
    },
  ],
} as const satisfies Fault;
