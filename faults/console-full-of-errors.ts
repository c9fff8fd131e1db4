import type { Fault } from './fault.ts';

export const consoleFullOfErrors = {
  id: 'console-full-of-errors',
  at: 'patch',
  what: 'every page writes an error to the browser’s console',
  turnsRed: ['console.clean'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'web/src/main.tsx',
      find: 'if (!currentSession()) void forgetAnswers();',
      replace:
        "console.error('could not read the preferences');\nif (!currentSession()) void forgetAnswers();",
    },
  ],
} as const satisfies Fault;
