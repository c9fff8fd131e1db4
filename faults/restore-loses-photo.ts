import type { Fault } from './fault.ts';
import { inRestoredBucket } from './planting.ts';

export const restoreLosesPhoto = {
  id: 'restore-loses-photo',
  at: 'command',
  what: 'the restore leaves one photo out, and says nothing',
  turnsRed: ['restore.objects-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: inRestoredBucket('await client.send(new s3.DeleteObjectCommand({ Bucket, Key }))'),
} as const satisfies Fault;
