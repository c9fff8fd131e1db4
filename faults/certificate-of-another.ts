import type { Fault } from './fault.ts';

export const certificateOfAnother = {
  id: 'certificate-of-another',
  at: 'deployment',
  what: 'the certificate is for another name',
  turnsRed: ['certificate.trusted'],
  bystander: 'name.leads-here',
  deployment: { certificate: { hostName: 'elsewhere.example' } },
} as const satisfies Fault;
