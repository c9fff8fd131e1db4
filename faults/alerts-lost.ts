import type { Fault } from './fault.ts';

export const alertsLost = {
  id: 'alerts-lost',
  at: 'deployment',
  what: 'what watches the deployment looks in time, and what it tells arrives nowhere',
  turnsRed: ['watch.alive'],
  bystander: 'certificate.trusted',
  deployment: { watch: { alertsLost: 3 } },
} as const satisfies Fault;
