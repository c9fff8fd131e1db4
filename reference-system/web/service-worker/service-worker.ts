/// <reference lib="webworker" />
import { isKept, keepAnswer, recallAnswer } from '../src/offline/last-seen.ts';

declare const self: ServiceWorkerGlobalScope;
declare const PRECACHE_URLS: string[];
declare const APP_VERSION: string;

const cachePrefix = 'fieldbook-app-';
const cacheName = cachePrefix + APP_VERSION;
/** After this long without an answer, what was last seen is shown. */
const slowAfterMs = 12_000;

self.addEventListener('install', (event) => {
  event.waitUntil(precache());
});

async function precache(): Promise<void> {
  const cache = await caches.open(cacheName);
  const fresh = PRECACHE_URLS.map(
    (url) => new Request(url, { cache: url.startsWith('/assets/') ? 'default' : 'reload' }),
  );
  await cache.addAll(fresh);
  await self.skipWaiting();
}

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

/** The version before this one stays: a page still open on it may ask for its files. */
async function takeOver(): Promise<void> {
  const versions = (await caches.keys()).filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
  for (const old of versions.slice(0, -1)) await caches.delete(old);
  await self.clients.claim();
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (!url.pathname.startsWith('/api/')) event.respondWith(appShell(request));
  } else if (url.pathname.startsWith('/assets/') || url.pathname === '/manifest.webmanifest') {
    event.respondWith(asset(request));
  } else if (isKept(url.pathname)) {
    event.respondWith(freshOrLastSeen(event, url.pathname + url.search));
  }
});

async function appShell(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match('/')) ?? fetch(request);
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request.url)) ?? fetch(request);
}

async function freshOrLastSeen(event: FetchEvent, url: string): Promise<Response> {
  const fresh = fetch(event.request).then((answer) => {
    event.waitUntil(keepAnswer(url, answer.clone()));
    return answer;
  });
  const slow = new Promise<Response>((resolve) => {
    setTimeout(() => void recallAnswer(url, 'slow').then((seen) => seen && resolve(seen)), slowAfterMs);
  });
  try {
    return await Promise.race([fresh, slow]);
  } catch (error) {
    const seen = await recallAnswer(url, 'offline');
    if (seen) return seen;
    throw error;
  }
}
