import type { Fault } from './fault.ts';

export const scannerKeepsFirst = {
  id: 'scanner-keeps-first',
  at: 'patch',
  what: 'the scanner goes on showing the first code that it has read',
  turnsRed: ['scan.follows'],
  bystander: 'scan.reads',
  patch: [
    {
      file: 'web/src/pages/scan.tsx',
      find: 'if (value !== scanned?.value) void show',
      replace: 'if (!scanned) void show',
    },
  ],
} as const satisfies Fault;
