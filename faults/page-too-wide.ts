import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const pageTooWide = {
  id: 'page-too-wide',
  at: 'edge',
  what: 'the content of every page is wider than a phone',
  turnsRed: ['layout.fits'],
  bystander: 'sign-in.works',
  plant: onEdge({
    when: { contentType: 'text/css' },
    replaceBody: { find: '^', replace: '.page{min-width:1400px}' },
  }),
} as const satisfies Fault;
