import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const retryAfterTooSoon = {
  id: 'retry-after-too-soon',
  at: 'edge',
  what: 'whoever is slowed is told to come again in a second, and is refused again then',
  turnsRed: ['login.retry-after'],
  bystander: 'token.lifetime',
  plant: onEdge({
    when: { method: 'POST', path: '^/api/auth/login$' },
    setHeaders: { 'retry-after': '1' },
  }),
} as const satisfies Fault;
