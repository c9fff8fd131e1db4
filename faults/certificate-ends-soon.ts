import type { Fault } from './fault.ts';

export const certificateEndsSoon = {
  id: 'certificate-ends-soon',
  at: 'deployment',
  what: 'the certificate ends in five days, and was not renewed',
  turnsRed: ['certificate.renewed'],
  bystander: 'certificate.trusted',
  deployment: { certificate: { daysLeft: 5 } },
} as const satisfies Fault;
