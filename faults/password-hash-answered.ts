import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const passwordHashAnswered = {
  id: 'password-hash-answered',
  at: 'edge',
  what: 'the list of people holds what each password is stored as',
  turnsRed: ['scan.passive'],
  bystander: 'passwords.hashed',
  plant: onEdge({
    when: { method: 'GET', path: '^/api/users(\\?|$)' },
    replaceBody: { find: '"email":', replace: `"hash":"$$2b$$12$$${'q'.repeat(53)}","email":` },
  }),
} as const satisfies Fault;
