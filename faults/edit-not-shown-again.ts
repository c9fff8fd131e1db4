import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const editNotShownAgain = {
  id: 'edit-not-shown-again',
  at: 'edge',
  what: 'a job is shown without its description once it is loaded anew',
  turnsRed: ['task.shown-again/work-order.edit'],
  bystander: 'task.confirmed/time.enter',
  plant: onEdge({
    when: { method: 'GET', path: '^/api/work-orders/[0-9a-f-]{36}$' },
    replaceBody: { find: '"description":"[^"]*"', replace: '"description":"-"' },
  }),
} as const satisfies Fault;
