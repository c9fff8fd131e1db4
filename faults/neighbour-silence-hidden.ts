import type { Fault } from './fault.ts';

export const neighbourSilenceHidden = {
  id: 'neighbour-silence-hidden',
  at: 'patch',
  what: 'what somebody else’s service did not take is told as taken',
  turnsRed: ['outside.degrades/bookkeeping'],
  bystander: 'stack.ready',
  patch: [{ file: 'server/bookkeeping.ts', find: 'if (answer?.ok === true) return;', replace: 'return;' }],
} as const satisfies Fault;
