import type { Fault } from './fault.ts';

export const pagesInOneBundle = {
  id: 'pages-in-one-bundle',
  at: 'patch',
  what: 'the first page loads the scripts of all pages, in one file',
  turnsRed: ['page.split'],
  bystander: 'https.redirect',
  patch: [{ file: 'web/build.ts', find: 'splitting: true,', replace: 'splitting: false,' }],
} as const satisfies Fault;
