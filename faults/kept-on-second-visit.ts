import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

const worker = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith((async () => {
    const cache = await caches.open('as-they-come');
    try {
      const answer = await fetch(event.request);
      await cache.put(event.request, answer.clone());
      return answer;
    } catch (error) {
      const kept = await cache.match(event.request);
      if (kept) return kept;
      throw error;
    }
  })());
});`;

export const keptOnSecondVisit = {
  id: 'kept-on-second-visit',
  at: 'edge',
  what: 'the service worker keeps what passes it by, and so nothing of the visit that installs it',
  turnsRed: ['offline.first-visit'],
  bystander: 'https.redirect',
  plant: onEdge({
    when: { path: '^/sw\\.js' },
    answer: { status: 200, headers: { 'content-type': 'text/javascript' }, body: worker },
  }),
} as const satisfies Fault;
