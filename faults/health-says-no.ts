import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const healthSaysNo = {
  id: 'health-says-no',
  at: 'edge',
  what: 'the health page answers 503',
  turnsRed: ['stack.ready'],
  bystander: 'headers.present/html',
  plant: onEdge({ when: { path: '^/health' }, status: 503 }),
} as const satisfies Fault;
