import type { Fault } from './fault.ts';
import { tokenOf } from './planting.ts';

export const hoursOfEverybodyListed = {
  id: 'hours-of-everybody-listed',
  at: 'edge',
  what: 'whoever asks for time entries is given those of whomever they name, as the office is',
  turnsRed: ['routes.kept-apart'],
  bystander: 'routes.guarded',
  plant: async (stack) =>
    await stack.edge.insert([
      {
        when: { method: 'GET', path: '^/api/time-entries\\?' },
        setRequestHeaders: { authorization: `Bearer ${await tokenOf(stack, 'dispatcher')}` },
      },
    ]),
} as const satisfies Fault;
