import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const corsOpen = {
  id: 'cors-open',
  at: 'edge',
  what: 'every origin may read answers',
  turnsRed: ['cors.closed'],
  bystander: 'auth.required',
  plant: onEdge({ when: { path: '^/api/' }, setHeaders: { 'access-control-allow-origin': '*' } }),
} as const satisfies Fault;
