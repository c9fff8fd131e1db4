import type { Fault } from './fault.ts';

export const oldTlsSpoken = {
  id: 'old-tls-spoken',
  at: 'deployment',
  what: 'what stands before the front still speaks TLS 1.0, with suites of its time',
  turnsRed: ['tls.grade'],
  bystander: 'certificate.trusted',
  deployment: { speaksOldTls: true },
} as const satisfies Fault;
