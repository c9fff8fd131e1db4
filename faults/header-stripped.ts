import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const headerStripped = {
  id: 'header-stripped',
  at: 'edge',
  what: 'the content security policy is stripped from HTML answers',
  turnsRed: ['headers.present/html'],
  bystander: 'headers.present/json',
  plant: onEdge({ when: { contentType: 'text/html' }, removeHeaders: ['content-security-policy'] }),
} as const satisfies Fault;
