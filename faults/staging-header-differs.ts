import type { Fault } from './fault.ts';

export const stagingHeaderDiffers = {
  id: 'staging-header-differs',
  at: 'deployment',
  what: 'one deployment adds a header that the other does not',
  turnsRed: ['drift.none/headers'],
  bystander: 'drift.none/versions',
  deployment: { compared: { addHeaders: { 'x-powered-by': 'staging' } } },
} as const satisfies Fault;
