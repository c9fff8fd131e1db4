/** What a service worker’s global is, as far as this one uses it: the DOM’s types do not have it. */
interface Worker {
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
interface WorkerEvent {
  readonly request: Request;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

/** The service worker: keeps the page and what it needs, and answers with it where the network does not. */
export function keepOffline(worker: Worker, files: readonly string[]): void {
  worker.addEventListener('install', (event) => {
    const kept = caches.open('golive-phone').then((cache) => cache.addAll([...files]));
    event.waitUntil(kept.then(() => worker.skipWaiting()));
  });
  worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
  worker.addEventListener('fetch', (event) => {
    if (event.request.method !== 'GET' || event.request.url.endsWith('/state')) return;
    const fromCache = async (cause: unknown): Promise<Response> => {
      const kept = await caches.match(event.request, { ignoreSearch: true });
      if (kept === undefined) throw cause;
      return kept;
    };
    event.respondWith(fetch(event.request).catch(fromCache));
  });
}
