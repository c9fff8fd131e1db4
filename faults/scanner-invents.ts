import type { Fault } from './fault.ts';

export const scannerInvents = {
  id: 'scanner-invents',
  at: 'patch',
  what: 'where the scanner reads nothing, it says what it read once',
  turnsRed: ['scan.invents-nothing'],
  bystander: 'layout.fits/scan',
  patch: [
    {
      file: 'web/src/scan/decode-worker.ts',
      find: 'value: first.text } : null }',
      replace: "value: first.text } : { format: 'QRCode', value: 'FB-CABLE-2.5-100' } }",
    },
  ],
} as const satisfies Fault;
