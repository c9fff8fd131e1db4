import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const onePercentErrors = {
  id: 'one-percent-errors',
  at: 'edge',
  what: 'one answer of the API in a hundred is a 500',
  turnsRed: ['load.errors'],
  bystander: 'load.writes-kept',
  plant: onEdge({ when: { method: 'GET', path: '^/api/', share: 0.013 }, status: 500 }),
} as const satisfies Fault;
