import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const serviceWorkerCachesNothing = {
  id: 'service-worker-caches-nothing',
  at: 'edge',
  what: 'the service worker takes charge and caches nothing',
  turnsRed: ['offline.viewing'],
  bystander: 'sign-in.works',
  plant: onEdge({
    when: { path: '^/sw\\.js' },
    answer: {
      status: 200,
      headers: { 'content-type': 'text/javascript' },
      body: "addEventListener('install', () => skipWaiting()); addEventListener('activate', (event) => event.waitUntil(clients.claim())); addEventListener('fetch', () => undefined);",
    },
  }),
} as const satisfies Fault;
