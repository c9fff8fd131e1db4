import type { Fault } from './fault.ts';
import { inRestoredBucket } from './planting.ts';

export const restoreAddsOrphanPhoto = {
  id: 'restore-adds-orphan-photo',
  at: 'command',
  what: 'the restored bucket holds one photo that no row names',
  turnsRed: ['restore.objects-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: inRestoredBucket(
    'await client.send(new s3.CopyObjectCommand({ Bucket, Key: Key + "-copy", CopySource: encodeURI(Bucket + "/" + Key) }))',
  ),
} as const satisfies Fault;
