import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const sqlPauses = {
  id: 'sql-pauses',
  at: 'edge',
  what: 'a pause asked for in a query parameter is carried out',
  turnsRed: ['sql.not-injected/customers.list'],
  bystander: 'list.bounded/customers.list',
  plant: onEdge({ when: { path: '[?&]q=[^&]*pg_sleep' }, delayMs: 3100 }),
} as const satisfies Fault;
