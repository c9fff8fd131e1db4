import type { Fault } from './fault.ts';

export const stagingLimitDiffers = {
  id: 'staging-limit-differs',
  at: 'deployment',
  what: 'one deployment takes larger bodies than the other',
  turnsRed: ['drift.none/limits'],
  bystander: 'drift.none/versions',
  deployment: { compared: { maxBodyBytes: 1_000_000 } },
} as const satisfies Fault;
