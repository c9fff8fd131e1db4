import assert from 'node:assert/strict';
import { test } from 'node:test';

/** What a browser has of a page that was just opened: nobody is signed in, and no service worker controls it yet. */
const worker: { controller: object | null } = { controller: null };
const kept: string[] = [];
let whileUnderWay = (): void => undefined;
const cache = {
  put: (path: string) => Promise.resolve(void kept.push(path)),
  keys: () => Promise.resolve([]),
};
const browser = {
  localStorage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
  addEventListener: () => undefined,
  navigator: { serviceWorker: worker },
  caches: { open: () => Promise.resolve(cache) },
  fetch: () => {
    whileUnderWay();
    return Promise.resolve(Response.json({ items: [] }));
  },
};
for (const [name, value] of Object.entries(browser)) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
const { getJson } = await import('./client.ts');

test('an answer is kept by the page until a service worker keeps it', async () => {
  await getJson('/api/items');
  assert.deepEqual(kept, ['/api/items']);
});

test('one that is under way while the service worker takes over is kept as well', async () => {
  whileUnderWay = () => (worker.controller = {});
  await getJson('/api/customers');
  assert.deepEqual(kept, ['/api/items', '/api/customers']);
});

test('one that was asked for under a service worker is the worker’s to keep', async () => {
  await getJson('/api/technicians');
  assert.deepEqual(kept, ['/api/items', '/api/customers']);
});
