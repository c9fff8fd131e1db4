import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const textTooPale = {
  id: 'text-too-pale',
  at: 'edge',
  what: 'all text is light grey on white',
  turnsRed: ['page.accessible'],
  bystander: 'https.redirect',
  plant: onEdge({
    when: { contentType: 'text/css' },
    replaceBody: { find: '^', replace: 'body *{color:#c4c4c4!important;background:#fff!important}' },
  }),
} as const satisfies Fault;
