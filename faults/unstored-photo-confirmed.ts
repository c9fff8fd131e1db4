import type { Fault } from './fault.ts';

export const unstoredPhotoConfirmed = {
  id: 'unstored-photo-confirmed',
  at: 'patch',
  what: 'a photo that the object storage does not take is confirmed all the same',
  turnsRed: ['survives.objects-down'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'server/photos.ts',
      find: `.catch((error: unknown) => {
      throw objectsUnavailable(error);
    });
    stored.push(object);`,
      replace: `.catch(() => undefined);
    stored.push(object);`,
    },
  ],
} as const satisfies Fault;
