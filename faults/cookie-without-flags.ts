import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const cookieWithoutFlags = {
  id: 'cookie-without-flags',
  at: 'edge',
  what: 'one answer sets a cookie that scripts read, and that goes over plain HTTP as well',
  turnsRed: ['scan.passive'],
  bystander: 'headers.present/json',
  plant: onEdge({
    when: { method: 'GET', path: '^/api/invoices' },
    setHeaders: { 'set-cookie': 'last_invoice=17; Path=/' },
  }),
} as const satisfies Fault;
