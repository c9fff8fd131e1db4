import type { Fault } from './fault.ts';

export const stagingVariableMissing = {
  id: 'staging-variable-missing',
  at: 'deployment',
  what: 'one deployment lacks an environment variable that the other has',
  turnsRed: ['drift.none/environment'],
  bystander: 'drift.none/versions',
  deployment: { compared: { withoutVariable: 'LOG_LEVEL' } },
} as const satisfies Fault;
