import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const manualLookUpBroken = {
  id: 'manual-look-up-broken',
  at: 'edge',
  what: 'looking up a typed code fails',
  turnsRed: ['scan.manual-fallback'],
  bystander: 'photo.other-types-refused',
  plant: onEdge({ when: { path: '^/api/items/by-barcode/' }, status: 500 }),
} as const satisfies Fault;
