import type { Fault } from './fault.ts';

export const waitingSignatureLost = {
  id: 'waiting-signature-lost',
  at: 'patch',
  what: 'what a customer signs without network is said to wait, and is kept nowhere',
  turnsRed: ['offline.delivered-once/work-order.complete'],
  bystander: 'offline.delivered-once/time.enter',
  patch: [
    {
      file: 'web/src/offline/outbox.ts',
      find: '  await changeStore.put(change);\n  await readWaiting();',
      replace: `  if (change.path.endsWith('/complete')) return { state: 'queued' };
  await changeStore.put(change);
  await readWaiting();`,
    },
  ],
} as const satisfies Fault;
