import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const confirmedBeforeStored = {
  id: 'confirmed-before-stored',
  at: 'edge',
  what: 'some writes are confirmed by a queue that forgets them when the stack is disturbed',
  turnsRed: [
    'survives.lost-replica',
    'survives.database-restart',
    'survives.database-unreachable',
    'survives.objects-down',
    'survives.stack-restart',
  ],
  bystander: 'https.redirect',
  plant: onEdge({
    when: { method: 'POST', path: '^/api/customers$', share: 0.2 },
    answer: {
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: '00000000-0000-4000-8000-000000000000', name: 'x' }),
    },
  }),
} as const satisfies Fault;
