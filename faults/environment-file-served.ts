import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const environmentFileServed = {
  id: 'environment-file-served',
  at: 'edge',
  what: 'the environment file is served to whoever asks',
  turnsRed: ['site.nothing-exposed'],
  bystander: 'headers.present/html',
  plant: onEdge({
    when: { path: '^/\\.env$' },
    answer: {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: 'JWT_SECRET=planted\nDEBUG=true\n',
    },
  }),
} as const satisfies Fault;
