import { openObjects } from '../clients/objects.ts';
import type { Access } from '../facts.ts';
import { fingerprintObject, listed, type ListedObject } from './bucket.ts';
import { fingerprintEach } from './fingerprint-each.ts';
import type { OpenedSource } from './object-source.ts';
import { s3Bucket } from './s3-bucket.ts';

/** A bucket as a source of objects, on a connection of its own. */
export function openBucketSource(access: NonNullable<Access['objects']>): OpenedSource {
  const { client, bucket, close } = openObjects(access);
  const reader = s3Bucket(client, bucket);
  const fingerprint = (one: ListedObject) => fingerprintObject(reader, one);
  return {
    list: () => listed(reader),
    fingerprint,
    fingerprintAll: (batch) => fingerprintEach(batch, fingerprint),
    close,
  };
}
