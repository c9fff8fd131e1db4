import type { Fault } from './fault.ts';
import { tokenOf } from './planting.ts';

export const jobOfAnotherChanged = {
  id: 'job-of-another-changed',
  at: 'edge',
  what: 'a technician’s change of a job is made with the rights of the office, whosever job it is',
  turnsRed: ['routes.kept-apart'],
  bystander: 'routes.listed',
  plant: async (stack) =>
    await stack.edge.insert([
      {
        when: { method: 'PATCH', path: '^/api/work-orders/' },
        setRequestHeaders: { authorization: `Bearer ${await tokenOf(stack, 'dispatcher')}` },
      },
    ]),
} as const satisfies Fault;
