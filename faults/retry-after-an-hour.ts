import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const retryAfterAnHour = {
  id: 'retry-after-an-hour',
  at: 'edge',
  what: 'whoever is slowed for a minute is told to come again in an hour',
  turnsRed: ['login.retry-after'],
  bystander: 'token.lifetime',
  plant: onEdge({
    when: { method: 'POST', path: '^/api/auth/login$' },
    setHeaders: { 'retry-after': '3600' },
  }),
} as const satisfies Fault;
