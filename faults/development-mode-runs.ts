import type { Fault } from './fault.ts';

export const developmentModeRuns = {
  id: 'development-mode-runs',
  at: 'deployment',
  what: 'what is deployed runs in the mode that is meant for development',
  turnsRed: ['environment.audit'],
  bystander: 'certificate.trusted',
  deployment: { variable: { name: 'NODE_ENV', value: 'development' } },
} as const satisfies Fault;
