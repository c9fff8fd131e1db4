import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const successWithoutRow = {
  id: 'success-without-row',
  at: 'edge',
  what: 'a new customer is confirmed and never reaches the application',
  turnsRed: ['task.confirmed/customer.create'],
  bystander: 'task.confirmed/time.enter',
  plant: onEdge({
    when: { method: 'POST', path: '^/api/customers$' },
    answer: {
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: '00000000-0000-4000-8000-000000000000',
        name: 'x',
        email: '',
        phone: '',
        address: '',
      }),
    },
  }),
} as const satisfies Fault;
