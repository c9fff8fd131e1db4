import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const serviceWorkerNotThere = {
  id: 'service-worker-not-there',
  at: 'edge',
  what: 'the service worker’s file was not deployed: no worker ever takes charge of a page',
  turnsRed: ['offline.viewing'],
  bystander: 'install.icons',
  plant: onEdge({ when: { path: '^/sw\\.js' }, status: 404 }),
} as const satisfies Fault;
