import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const refreshGivesNothing = {
  id: 'refresh-gives-nothing',
  at: 'edge',
  what: 'whatever is sent to be refreshed is answered with 200 and a token that nobody takes',
  turnsRed: ['token.refreshed'],
  bystander: 'token.lifetime',
  plant: onEdge({
    when: { method: 'POST', path: '^/api/auth/refresh' },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accessToken: 'eyJhbGciOiJIUzI1NiJ9.e30.none', refreshToken: 'none' }),
    },
  }),
} as const satisfies Fault;
