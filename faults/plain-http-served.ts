import type { Fault } from './fault.ts';

export const plainHttpServed = {
  id: 'plain-http-served',
  at: 'edge',
  what: 'plain HTTP is answered by the application instead of leading to HTTPS',
  turnsRed: ['https.redirect'],
  bystander: 'headers.present/html',
  plant: async (stack) => await stack.edge.servePlainHttp(),
} as const satisfies Fault;
