import type { Fault } from './fault.ts';

export const scannerUnreadable = {
  id: 'scanner-unreadable',
  at: 'camera',
  what: 'every phone’s camera shows a code that nobody can read',
  // One code of one symbology: each that is looked at for nothing takes the scanner's whole patience.
  turnsRed: ['scan.reads/ean13'],
  bystander: 'scan.manual-fallback',
  scene: 'unreadable',
} as const satisfies Fault;
