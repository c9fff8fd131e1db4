import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const storedToldAsFailure = {
  id: 'stored-told-as-failure',
  at: 'edge',
  what: 'a new customer is stored, and the answer says that the server failed',
  turnsRed: ['task.confirmed/customer.create'],
  bystander: 'task.confirmed/time.enter',
  plant: onEdge({ when: { method: 'POST', path: '^/api/customers$' }, status: 500 }),
} as const satisfies Fault;
