import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const readyOnFullDisk = {
  id: 'ready-on-full-disk',
  at: 'edge',
  what: 'the readiness page looks at nothing, and says ready while the disk is full',
  turnsRed: ['survives.disk-full'],
  bystander: 'https.redirect',
  plant: onEdge({
    when: { path: '^/ready' },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"status":"ready","checks":{"database":"ok","objects":"ok"}}',
    },
  }),
} as const satisfies Fault;
