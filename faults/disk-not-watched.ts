import type { Fault } from './fault.ts';

export const diskNotWatched = {
  id: 'disk-not-watched',
  at: 'patch',
  what: 'what watches the system looks at no disk',
  turnsRed: ['alerts.arrive/disk'],
  bystander: 'stack.ready',
  patch: [
    {
      file: 'operations/watch.ts',
      find: "const folders = config.WATCH_FOLDERS.split(':');",
      replace: 'const folders: readonly string[] = [];',
    },
  ],
} as const satisfies Fault;
