import type { Fault } from './fault.ts';
import { tokenOf } from './planting.ts';

export const adminRightsLent = {
  id: 'admin-rights-lent',
  at: 'edge',
  what: 'whoever asks for the list of people is answered as an admin',
  turnsRed: ['roles.enforced/users.list', 'auth.required/users.list'],
  bystander: 'token.lifetime',
  plant: async (stack) =>
    await stack.edge.insert([
      {
        when: { path: '^/api/users' },
        setRequestHeaders: { authorization: `Bearer ${await tokenOf(stack, 'admin')}` },
      },
    ]),
} as const satisfies Fault;
