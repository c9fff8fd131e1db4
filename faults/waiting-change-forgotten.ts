import type { Fault } from './fault.ts';

export const waitingChangeForgotten = {
  id: 'waiting-change-forgotten',
  at: 'patch',
  what: 'what waits is sent only when the phone says that it has a network again',
  turnsRed: ['offline.resumed'],
  bystander: 'app.resumed',
  patch: [
    {
      file: 'web/src/offline/outbox.ts',
      find: "  document.addEventListener('visibilitychange', soon);\n  setInterval(soon, retryEveryMs);",
      replace: '  void retryEveryMs;',
    },
  ],
} as const satisfies Fault;
