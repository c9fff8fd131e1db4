import { openObjects } from '../clients/objects.ts';
import type { Access } from '../facts.ts';
import { fingerprintObject, listed } from './bucket.ts';
import type { OpenedSource } from './object-source.ts';
import { s3Bucket } from './s3-bucket.ts';

/** A bucket as a source of objects, on a connection of its own. */
export function openBucketSource(access: NonNullable<Access['objects']>): OpenedSource {
  const { client, bucket, close } = openObjects(access);
  const reader = s3Bucket(client, bucket);
  return { list: () => listed(reader), fingerprint: (one) => fingerprintObject(reader, one), close };
}
