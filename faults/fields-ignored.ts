import type { Fault } from './fault.ts';

export const fieldsIgnored = {
  id: 'fields-ignored',
  at: 'patch',
  what: 'a list gives every field, whichever are asked for',
  turnsRed: ['list.fields'],
  bystander: 'list.bounded',
  patch: [
    { file: 'server/page.ts', find: 'query.fields === null ? items :', replace: 'query.page > 0 ? items :' },
  ],
} as const satisfies Fault;
