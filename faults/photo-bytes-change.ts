import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const photoBytesChange = {
  id: 'photo-bytes-change',
  at: 'edge',
  what: 'one byte of an uploaded photo changes on its way',
  turnsRed: ['photo.stored', 'photo.large'],
  bystander: 'photo.other-types-refused',
  plant: onEdge({ when: { method: 'POST', path: '/photos$' }, flipRequestByteAt: 0.5 }),
} as const satisfies Fault;
