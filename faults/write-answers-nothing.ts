import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const writeAnswersNothing = {
  id: 'write-answers-nothing',
  at: 'edge',
  what: 'a job that is moved is stored, and answered with an empty object',
  turnsRed: ['writes.carry-record/dispatch.move'],
  bystander: 'writes.carry-record/items.create',
  plant: onEdge({
    when: { method: 'POST', path: '^/api/dispatch/move$' },
    replaceBody: { find: '^\\{.*\\}$', replace: '{}' },
  }),
} as const satisfies Fault;
