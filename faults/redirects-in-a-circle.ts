import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const redirectsInACircle = {
  id: 'redirects-in-a-circle',
  at: 'edge',
  what: 'a page redirects to itself',
  turnsRed: ['redirects.lead'],
  bystander: 'cache.headers',
  plant: onEdge({
    when: { path: '^/invoices/?$' },
    answer: { status: 302, headers: { location: '/invoices' }, body: '' },
  }),
} as const satisfies Fault;
