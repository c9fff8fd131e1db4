import type { Fault } from './fault.ts';

export const pagerOneTooFar = {
  id: 'pager-one-too-far',
  at: 'patch',
  what: 'below a list stands another number than that of its first row',
  turnsRed: ['pager.says-rows'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'web/src/parts/pager.tsx',
      find: 'const first = (page - 1) * pageSize + 1;',
      replace: 'const first = page * pageSize + 1;',
    },
  ],
} as const satisfies Fault;
