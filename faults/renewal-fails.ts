import type { Fault } from './fault.ts';

export const renewalFails = {
  id: 'renewal-fails',
  at: 'deployment',
  what: 'the certificate is young, and its renewal would fail',
  turnsRed: ['certificate.renewed'],
  bystander: 'certificate.trusted',
  deployment: { renewalFails: true },
} as const satisfies Fault;
