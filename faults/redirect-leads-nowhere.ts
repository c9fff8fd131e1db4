import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const redirectLeadsNowhere = {
  id: 'redirect-leads-nowhere',
  at: 'edge',
  what: 'a page redirects to the port that the application has behind the front',
  turnsRed: ['redirects.lead'],
  bystander: 'cache.headers',
  plant: onEdge({
    when: { path: '^/invoices/?$' },
    answer: {
      status: 302,
      headers: { location: 'http://app.fieldbook.example:8080/invoices' },
      body: '',
    },
  }),
} as const satisfies Fault;
