import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const somebodyElseSignedIn = {
  id: 'somebody-else-signed-in',
  at: 'edge',
  what: 'the API says that the token belongs to somebody else',
  turnsRed: ['sign-in.works'],
  bystander: 'task.confirmed/time.enter',
  plant: onEdge({
    when: { path: '^/api/auth/me$' },
    replaceBody: { find: '"email":"[^"]*"', replace: '"email":"nobody@fieldbook.example"' },
  }),
} as const satisfies Fault;
