import { openObjects } from '../clients/objects.ts';
import type { Access } from '../facts.ts';
import { fingerprintObject, listed } from './bucket.ts';
import type { Listed, OpenedSource } from './object-source.ts';
import { s3Bucket } from './s3-bucket.ts';

/** A bucket as a source of objects, on a connection of its own. */
export function openBucketSource(access: NonNullable<Access['objects']>): OpenedSource {
  const { client, bucket, close } = openObjects(access);
  const reader = s3Bucket(client, bucket);
  const sizeOf = ({ sizeBytes = Number.NaN }: Listed): number => sizeBytes;
  return {
    list: () => listed(reader),
    sizeOf,
    fingerprint: (one) => fingerprintObject(reader, { key: one.key, sizeBytes: sizeOf(one) }),
    close,
  };
}
