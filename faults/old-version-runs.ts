import type { Fault } from './fault.ts';

export const oldVersionRuns = {
  id: 'old-version-runs',
  at: 'deployment',
  what: 'another version runs than the one that should',
  turnsRed: ['version.expected'],
  bystander: 'certificate.trusted',
  deployment: { expectedVersion: '99.0.0' },
} as const satisfies Fault;
