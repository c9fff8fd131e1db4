import type { Fault } from './fault.ts';

export const stagingVersionDiffers = {
  id: 'staging-version-differs',
  at: 'deployment',
  what: 'one deployment runs another version than the other',
  turnsRed: ['drift.none/versions'],
  bystander: 'drift.none/limits',
  deployment: { compared: { version: '0.0.1' } },
} as const satisfies Fault;
