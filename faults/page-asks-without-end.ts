import type { Fault } from './fault.ts';

export const pageAsksWithoutEnd = {
  id: 'page-asks-without-end',
  at: 'deployment',
  what: 'a page asks for the same by the hundred as soon as it is open',
  turnsRed: ['looks.in-budget'],
  bystander: 'certificate.trusted',
  inSmoke: true,
  deployment: {
    edge: [
      {
        when: { path: '^/assets/.*\\.js' },
        replaceBody: { find: '^', replace: 'for(let i=0;i<400;i+=1)fetch("/health?"+i).catch(()=>{});' },
      },
    ],
  },
} as const satisfies Fault;
