import type { Fault } from './fault.ts';

export const watchAsleep = {
  id: 'watch-asleep',
  at: 'deployment',
  what: 'what watches the deployment has stopped hours ago, and nobody is told',
  turnsRed: ['watch.alive'],
  bystander: 'certificate.trusted',
  deployment: { watch: { hoursOld: 6 } },
} as const satisfies Fault;
