import type { Fault } from './fault.ts';

export const limitCutsBelow = {
  id: 'limit-cuts-below',
  at: 'patch',
  what: 'a photo may have 24 MB, where 25 are stated',
  turnsRed: ['upload.limits/photo'],
  bystander: 'export.totals/summary',
  patch: [
    {
      file: 'server/photo-upload.ts',
      find: 'maxPhotoBytes = 25_000_000',
      replace: 'maxPhotoBytes = 24_000_000',
    },
  ],
} as const satisfies Fault;
