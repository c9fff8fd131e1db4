import type { Fault } from './fault.ts';

export const movedPhotoKeepsOldRow = {
  id: 'moved-photo-keeps-old-row',
  at: 'patch',
  what: 'photos that have moved to the bucket are still looked for at their old place',
  turnsRed: ['photos.moved'],
  bystander: 'migrations.applied',
  patch: [
    {
      file: 'operations/move-photos.ts',
      find: "await database.query('update photos set object_key = $2 where id = $1', [photo.id, key]);",
      replace: 'void [database, key];',
    },
  ],
} as const satisfies Fault;
