import type { Fault } from './fault.ts';

export const newVersionNotTold = {
  id: 'new-version-not-told',
  at: 'patch',
  what: 'a page that is open does not tell of the new version that has taken over',
  turnsRed: ['update.told'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'web/src/offline/updates.ts',
      find: 'newVersionStore.set(true);',
      replace: 'newVersionStore.set(false);',
    },
  ],
} as const satisfies Fault;
