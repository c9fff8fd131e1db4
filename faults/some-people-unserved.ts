import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const somePeopleUnserved = {
  id: 'some-people-unserved',
  at: 'edge',
  what: 'two answers of the API in a hundred are a 503',
  turnsRed: ['load.stages'],
  bystander: 'load.writes-kept',
  plant: onEdge({ when: { method: 'GET', path: '^/api/', share: 0.025 }, status: 503 }),
} as const satisfies Fault;
