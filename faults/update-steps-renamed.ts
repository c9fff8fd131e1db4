import type { Fault } from './fault.ts';

export const updateStepsRenamed = {
  id: 'update-steps-renamed',
  at: 'patch',
  what: 'the documents’ update still calls a script by the name that it had before',
  turnsRed: ['procedures.as-written/update'],
  bystander: 'procedures.as-written/rollback',
  patch: [
    {
      file: 'README.md',
      find: 'node server/migrate.ts                     # the release before',
      replace: 'node server/migrations.ts                  # the release before',
    },
  ],
} as const satisfies Fault;
