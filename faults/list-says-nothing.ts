import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const listSaysNothing = {
  id: 'list-says-nothing',
  at: 'edge',
  what: 'the list of customers answers with success, and without one of its rows',
  turnsRed: ['list.matches-database/customers.list'],
  bystander: 'list.matches-database/items.list',
  plant: onEdge({
    when: { method: 'GET', path: '^/api/customers(\\?|$)' },
    replaceBody: { find: '"items":\\[.*\\],"page"', replace: '"items":[],"page"' },
  }),
} as const satisfies Fault;
