import type { Fault } from './fault.ts';

export const pagesUnbounded = {
  id: 'pages-unbounded',
  at: 'patch',
  what: 'a list gives as many rows as are asked for',
  turnsRed: ['list.bounded'],
  bystander: 'list.fields',
  patch: [{ file: 'server/page.ts', find: 'maxPageSize = 100', replace: 'maxPageSize = 10_000_000' }],
} as const satisfies Fault;
