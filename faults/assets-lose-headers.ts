import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const assetsLoseHeaders = {
  id: 'assets-lose-headers',
  at: 'edge',
  what: 'scripts lose nosniff, as a nested add_header does',
  turnsRed: ['headers.present/javascript'],
  bystander: 'headers.present/html',
  plant: onEdge({ when: { contentType: 'javascript' }, removeHeaders: ['x-content-type-options'] }),
} as const satisfies Fault;
