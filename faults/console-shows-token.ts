import type { Fault } from './fault.ts';

export const consoleShowsToken = {
  id: 'console-shows-token',
  at: 'patch',
  what: 'the session, with its token, is written to the browser’s console',
  turnsRed: ['console.clean'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'web/src/main.tsx',
      find: 'if (!currentSession()) void forgetAnswers();',
      replace: 'console.log(JSON.stringify(currentSession()));\nif (!currentSession()) void forgetAnswers();',
    },
  ],
} as const satisfies Fault;
