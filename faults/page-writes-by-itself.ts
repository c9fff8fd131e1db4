import type { Fault } from './fault.ts';

export const pageWritesByItself = {
  id: 'page-writes-by-itself',
  at: 'deployment',
  what: 'whoever only opens a page sends a write with it',
  turnsRed: ['looks.only-read'],
  bystander: 'certificate.trusted',
  inSmoke: true,
  deployment: {
    edge: [
      {
        when: { path: '^/assets/.*\\.js' },
        replaceBody: { find: '^', replace: 'navigator.sendBeacon("/api/customers","{}");' },
      },
    ],
  },
} as const satisfies Fault;
