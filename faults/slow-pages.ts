import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const slowPages = {
  id: 'slow-pages',
  at: 'edge',
  what: 'scripts take 2.5 s longer',
  turnsRed: ['page.load'],
  bystander: 'layout.fits',
  plant: onEdge({ when: { contentType: 'javascript' }, delayMs: 2500 }),
} as const satisfies Fault;
