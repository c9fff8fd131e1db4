import type { Fault } from './fault.ts';

export const movedPhotosCutShort = {
  id: 'moved-photos-cut-short',
  at: 'patch',
  what: 'photos that have moved to the bucket have lost their last bytes',
  turnsRed: ['photos.moved'],
  bystander: 'migrations.applied',
  patch: [
    {
      file: 'operations/move-photos.ts',
      find: 'Body: bytes,',
      replace: 'Body: bytes.subarray(0, -16),',
    },
    {
      file: 'operations/move-photos.ts',
      find: "\n      ChecksumSHA256: Buffer.from(photo.sha256, 'hex').toString('base64'),",
      replace: '',
    },
  ],
} as const satisfies Fault;
