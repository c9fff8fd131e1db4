import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

const worker = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || pathname.startsWith('/api/')) return;
  event.respondWith((async () => {
    const cache = await caches.open('for-ever');
    const kept = await cache.match(event.request);
    if (kept) return kept;
    const answer = await fetch(event.request);
    await cache.put(event.request, answer.clone());
    return answer;
  })());
});`;

export const phoneKeepsFirstRelease = {
  id: 'phone-keeps-first-release',
  at: 'edge',
  what: 'the service worker shows what it has kept, and never asks whether there is something newer',
  turnsRed: ['update.arrives'],
  bystander: 'https.redirect',
  plant: onEdge({
    when: { path: '^/sw\\.js' },
    answer: { status: 200, headers: { 'content-type': 'text/javascript' }, body: worker },
  }),
} as const satisfies Fault;
