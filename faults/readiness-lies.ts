import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const readinessLies = {
  id: 'readiness-lies',
  at: 'edge',
  what: 'the readiness page says ready whatever happens',
  turnsRed: ['health.truthful'],
  bystander: 'stack.ready',
  plant: onEdge({
    when: { path: '^/ready' },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"status":"ready","checks":{"database":"ok","objects":"ok"}}',
    },
  }),
} as const satisfies Fault;
