import type { Fault } from './fault.ts';

export const pageEmptyOnceResumed = {
  id: 'page-empty-once-resumed',
  at: 'patch',
  what: 'the page is emptied when the app is looked at again',
  turnsRed: ['app.resumed'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'web/src/main.tsx',
      find: 'void startUpdates();',
      replace: "void startUpdates();\ndocument.addEventListener('resume', () => place.replaceChildren());",
    },
  ],
} as const satisfies Fault;
