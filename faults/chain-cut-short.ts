import type { Fault } from './fault.ts';

export const chainCutShort = {
  id: 'chain-cut-short',
  at: 'deployment',
  what: 'the server sends its own certificate without the one in between',
  turnsRed: ['certificate.trusted'],
  bystander: 'certificate.renewed',
  deployment: { certificate: { withoutIntermediate: true } },
} as const satisfies Fault;
