import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const pageTooWide = {
  id: 'page-too-wide',
  at: 'edge',
  what: 'a wide element makes every page scroll sideways',
  turnsRed: ['layout.fits'],
  bystander: 'sign-in.works',
  plant: onEdge({
    when: { contentType: 'text/css' },
    replaceBody: { find: '^', replace: 'body{min-width:1400px!important}' },
  }),
} as const satisfies Fault;
