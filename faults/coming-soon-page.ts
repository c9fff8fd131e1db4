import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const comingSoonPage = {
  id: 'coming-soon-page',
  at: 'edge',
  what: 'looking an item up by its barcode answers everybody with a page that says “coming soon”',
  turnsRed: ['roles.enforced/items.by-barcode'],
  bystander: 'roles.enforced/items.list',
  plant: onEdge({
    when: { method: 'GET', path: '^/api/items/by-barcode/' },
    answer: {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Items</title><h1>Coming soon</h1>',
    },
  }),
} as const satisfies Fault;
