import type { Fault } from './fault.ts';
import { tokenOf } from './planting.ts';

export const photosOpenToStrangers = {
  id: 'photos-open-to-strangers',
  at: 'edge',
  what: 'a photo is handed to anybody who has its address',
  turnsRed: ['photo.private'],
  bystander: 'token.lifetime',
  plant: async (stack) =>
    await stack.edge.insert([
      {
        when: { path: '^/api/photos/' },
        setRequestHeaders: { authorization: `Bearer ${await tokenOf(stack, 'technician')}` },
      },
    ]),
} as const satisfies Fault;
