import type { Fault } from './fault.ts';

export const neighbourWaitedFor = {
  id: 'neighbour-waited-for',
  at: 'patch',
  what: 'somebody else’s service is waited for as long as it likes',
  turnsRed: ['outside.degrades/bookkeeping'],
  bystander: 'stack.ready',
  patch: [
    {
      file: 'server/bookkeeping.ts',
      find: 'const answerWithinMs = 3_000;',
      replace: 'const answerWithinMs = 600_000;',
    },
  ],
} as const satisfies Fault;
