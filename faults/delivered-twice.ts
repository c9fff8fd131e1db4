import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const deliveredTwice = {
  id: 'delivered-twice',
  at: 'edge',
  what: 'a queued write is delivered twice, and its key is lost on the way',
  turnsRed: ['offline.delivered-once'],
  bystander: 'sign-in.works',
  plant: onEdge({
    when: { method: 'POST', path: '^/api/(work-orders|time-entries)$' },
    removeRequestHeaders: ['idempotency-key'],
    repeat: 2,
  }),
} as const satisfies Fault;
