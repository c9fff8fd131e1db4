import type { Fault } from './fault.ts';

export const largePhotosRefused = {
  id: 'large-photos-refused',
  at: 'patch',
  what: 'photos of more than 5 MB are refused',
  turnsRed: ['photo.large'],
  bystander: 'photo.other-types-refused',
  patch: [
    {
      file: 'server/photo-upload.ts',
      find: 'maxPhotoBytes = 25_000_000',
      replace: 'maxPhotoBytes = 5_000_000',
    },
  ],
} as const satisfies Fault;
