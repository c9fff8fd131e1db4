import type { Fault } from './fault.ts';

export const scannerUnreadable = {
  id: 'scanner-unreadable',
  at: 'camera',
  what: 'every phone’s camera shows a code that nobody can read',
  turnsRed: ['scan.reads', 'scan.follows'],
  bystander: 'scan.manual-fallback',
  scene: 'unreadable',
} as const satisfies Fault;
