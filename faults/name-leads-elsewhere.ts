import type { Fault } from './fault.ts';

export const nameLeadsElsewhere = {
  id: 'name-leads-elsewhere',
  at: 'deployment',
  what: 'the public name leads to another address than the one that was verified',
  turnsRed: ['name.leads-here'],
  bystander: 'certificate.trusted',
  deployment: { nameLeadsTo: '198.51.100.7' },
} as const satisfies Fault;
