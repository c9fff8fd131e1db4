import type { Fault } from './fault.ts';
import { tokenOf } from './planting.ts';

/** The reference system serves one company: this one is planted on a system of many. */
export const tenantRightsLent = {
  id: 'tenant-rights-lent',
  at: 'edge',
  what: 'whoever asks for a product is answered as the administrator of the first tenant',
  target: 'salessync',
  turnsRed: ['tenant.isolated/products.one'],
  bystander: 'tenant.isolated/users.one',
  plant: async (stack) =>
    await stack.edge.insert([
      {
        when: { method: 'GET', path: '^/api/products/[^/?]+$' },
        setRequestHeaders: { authorization: `Bearer ${await tokenOf(stack, 'admin')}` },
      },
    ]),
} as const satisfies Fault;
