import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const slowAnswers = {
  id: 'slow-answers',
  at: 'edge',
  what: 'every answer of the API takes 700 ms longer',
  turnsRed: ['load.p95'],
  bystander: 'load.writes-kept',
  plant: onEdge({ when: { path: '^/api/' }, delayMs: 700 }),
} as const satisfies Fault;
