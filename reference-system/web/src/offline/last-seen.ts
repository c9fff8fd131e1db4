/**
 * The last seen answers of the API, kept so that a page can be read without a network.
 * Used by the service worker, and by a page that no service worker controls yet.
 */
export const seenAtHeader = 'x-fieldbook-seen-at';
export const seenBecauseHeader = 'x-fieldbook-seen-because';

const cacheName = 'fieldbook-seen';
const keepAtMost = 400;
const largestPhotoBytes = 4 * 1024 * 1024;

/** Whether an address's answer is worth keeping: what pages show, never sign-in, exports or the API's own plan. */
export function isKept(pathname: string): boolean {
  return pathname.startsWith('/api/') && !/^\/api\/(auth\/|reports\/.*\.xlsx$|openapi)/.test(pathname);
}

/** Keeps a good answer with the time at which it was seen. */
export async function keepAnswer(url: string, answer: Response): Promise<void> {
  if (answer.status !== 200 || Number(answer.headers.get('content-length') ?? 0) > largestPhotoBytes) return;
  const headers = new Headers(answer.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  headers.set(seenAtHeader, new Date().toISOString());
  const cache = await caches.open(cacheName);
  await cache.put(url, new Response(await answer.blob(), { headers }));
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - keepAtMost))) await cache.delete(old);
}

/** The last seen answer, marked with when it was seen and why it is shown. */
export async function recallAnswer(url: string, because: 'offline' | 'slow'): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(url);
  if (!kept) return undefined;
  const headers = new Headers(kept.headers);
  headers.set(seenBecauseHeader, because);
  return new Response(kept.body, { headers });
}

/** Forgets everything that was seen: nothing of one person's work stays for the next. */
export async function forgetAnswers(): Promise<void> {
  await caches.delete(cacheName);
}
