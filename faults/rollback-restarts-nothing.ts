import type { Fault } from './fault.ts';

export const rollbackRestartsNothing = {
  id: 'rollback-restarts-nothing',
  at: 'patch',
  what: 'whoever takes an update back as the documents say leaves it running',
  turnsRed: ['procedures.as-written/rollback'],
  bystander: 'procedures.as-written/update',
  patch: [
    {
      file: 'README.md',
      find: `# of the release before
node web/build.ts
sudo systemctl restart fieldbook`,
      replace: `# of the release before
node web/build.ts`,
    },
  ],
} as const satisfies Fault;
