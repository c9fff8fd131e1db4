import type { Fault } from './fault.ts';

export const oddPageEndsService = {
  id: 'odd-page-ends-service',
  at: 'patch',
  what: 'a page size that is no number takes all connections to the database with it: nobody is let in afterwards',
  turnsRed: ['stack.ready', 'input.no-crash'],
  // Green only where the system is started again before it is asked.
  bystander: 'login.lockout',
  patch: [
    {
      file: 'server/page.ts',
      find: 'if (value < 1 || value > max) throw',
      replace:
        'if (value < 1) void call.pool.end().catch(() => undefined);\n  if (value < 1 || value > max) throw',
    },
  ],
} as const satisfies Fault;
