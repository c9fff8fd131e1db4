import type { Fault } from './fault.ts';
import { inRestoredBucket } from './planting.ts';

export const restoreReplacesPhoto = {
  id: 'restore-replaces-photo',
  at: 'command',
  what: 'one restored photo holds the bytes of another picture',
  turnsRed: ['restore.objects-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: inRestoredBucket(
    'await client.send(new s3.CopyObjectCommand({ Bucket, Key, CopySource: encodeURI(Bucket + "/" + Contents.at(-1).Key) }))',
  ),
} as const satisfies Fault;
