import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const serviceWorkerKeptForDays = {
  id: 'service-worker-kept-for-days',
  at: 'edge',
  what: 'browsers may keep the service worker for a week',
  turnsRed: ['cache.headers'],
  bystander: 'redirects.lead',
  plant: onEdge({
    when: { path: '^/sw\\.js' },
    setHeaders: { 'cache-control': 'public, max-age=604800' },
  }),
} as const satisfies Fault;
