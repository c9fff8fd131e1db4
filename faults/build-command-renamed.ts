import type { Fault } from './fault.ts';

export const buildCommandRenamed = {
  id: 'build-command-renamed',
  at: 'patch',
  what: 'the documents build the front end by a script that the release has no more',
  turnsRed: ['build.as-documented'],
  bystander: 'stack.ready',
  patch: [
    {
      file: 'README.md',
      find: 'node web/build.ts                            # the front end',
      replace: 'node web/bundle.ts                           # the front end',
    },
  ],
} as const satisfies Fault;
