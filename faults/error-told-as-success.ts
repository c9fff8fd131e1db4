import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const errorToldAsSuccess = {
  id: 'error-told-as-success',
  at: 'edge',
  what: 'a single item is answered with 200, and with an envelope that tells of an error',
  turnsRed: ['roles.enforced/items.get'],
  bystander: 'roles.enforced/items.list',
  plant: onEdge({
    when: { method: 'GET', path: '^/api/items/[0-9a-f-]{36}$' },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ success: false, error: 'items: the service is not available' }),
    },
  }),
} as const satisfies Fault;
