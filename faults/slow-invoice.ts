import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const slowInvoice = {
  id: 'slow-invoice',
  at: 'edge',
  what: 'an invoice is made twelve seconds after somebody has asked for it',
  turnsRed: ['task.in-time/invoice.create'],
  bystander: 'export.totals/summary',
  plant: onEdge({ when: { path: '^/api/invoices$', method: 'POST' }, delayMs: 12_000 }),
} as const satisfies Fault;
