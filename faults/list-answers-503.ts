import type { Fault } from './fault.ts';

export const listAnswers503 = {
  id: 'list-answers-503',
  at: 'deployment',
  what: 'the list of jobs is answered with 503 where people work, and every page still opens',
  turnsRed: ['looks.answered'],
  bystander: 'certificate.trusted',
  inSmoke: true,
  deployment: {
    edge: [
      {
        when: { path: '^/api/work-orders' },
        answer: { status: 503, headers: { 'content-type': 'application/json' }, body: '{}' },
      },
    ],
  },
} as const satisfies Fault;
