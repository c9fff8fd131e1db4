import type { Fault } from './fault.ts';

export const portLeftOpen = {
  id: 'port-left-open',
  at: 'deployment',
  what: 'one more port of the public address answers, as a debugger or a database would',
  turnsRed: ['ports.only-stated'],
  bystander: 'name.leads-here',
  deployment: { opensPort: true },
} as const satisfies Fault;
