import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const recordSaysNothing = {
  id: 'record-says-nothing',
  at: 'edge',
  what: 'one customer is answered with success, and with nothing of the customer',
  turnsRed: ['routes.answered'],
  bystander: 'list.matches-database/customers.list',
  plant: onEdge({
    when: { method: 'GET', path: '^/api/customers/[0-9a-f-]{36}$' },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"success":true,"data":null}',
    },
  }),
} as const satisfies Fault;
