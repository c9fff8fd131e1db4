import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const assetsNeverKept = {
  id: 'assets-never-kept',
  at: 'edge',
  what: 'every script is asked for again each time, also those with their content in their name',
  turnsRed: ['cache.headers'],
  bystander: 'redirects.lead',
  plant: onEdge({ when: { path: '^/assets/' }, setHeaders: { 'cache-control': 'no-cache' } }),
} as const satisfies Fault;
