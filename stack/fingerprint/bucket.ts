import { createHash } from 'node:crypto';
import { fingerprintEach } from './fingerprint-each.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { ObjectFingerprint } from './fingerprint.ts';
import { imageHeadBytes, imageTailBytes, readImageHeader } from './image-header.ts';

export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
}

export interface ReadObject {
  readonly body: AsyncIterable<Uint8Array>;
  readonly contentType: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a fingerprint needs of a bucket; see s3Bucket for the real one. */
export interface BucketReader {
  list(): AsyncIterable<ListedObject>;
  read(key: string): Promise<ReadObject>;
}

/**
 * Downloads every object, eight at a time, and hashes its bytes as they arrive: an ETag is no proof. Sorted by key.
 * Throws FingerprintError `object-unreadable`, naming the key, where one cannot be read to its listed end.
 */
export async function fingerprintBucket(
  bucket: BucketReader,
  { concurrency = 8 }: { readonly concurrency?: number } = {},
): Promise<ObjectFingerprint[]> {
  const objects = await fingerprintEach(listed(bucket), (one) => fingerprintObject(bucket, one), concurrency);
  return objects.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** @throws FingerprintError `object-unreadable` where the listing breaks off. */
export async function* listed(bucket: BucketReader): AsyncGenerator<ListedObject> {
  try {
    yield* bucket.list();
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : String(cause);
    throw new FingerprintError('object-unreadable', `expected to list the bucket to its end, got: ${got}`, {
      cause,
    });
  }
}

/** Reads one object to its listed end. @throws FingerprintError `object-unreadable`, naming the key. */
export async function fingerprintObject(
  bucket: BucketReader,
  listed: ListedObject,
): Promise<ObjectFingerprint> {
  const { key } = listed;
  try {
    const { body, contentType, metadata } = await bucket.read(key);
    const { sizeBytes, sha256, head, tail } = await digest(body);
    if (sizeBytes !== listed.sizeBytes)
      throw new Error(`${sizeBytes} bytes of the ${listed.sizeBytes} listed`);
    return { key, sizeBytes, sha256, contentType, metadata, image: readImageHeader(head, tail, sizeBytes) };
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : String(cause);
    throw new FingerprintError('object-unreadable', `expected to read all of object "${key}", got: ${got}`, {
      cause,
    });
  }
}

async function digest(body: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let tail: Buffer = Buffer.alloc(0);
  let sizeBytes = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    if (sizeBytes < imageHeadBytes) head.push(chunk.subarray(0, imageHeadBytes - sizeBytes));
    tail = Buffer.concat([tail, chunk.subarray(-imageTailBytes)]).subarray(-imageTailBytes);
    sizeBytes += chunk.byteLength;
  }
  return { sizeBytes, sha256: hash.digest('hex'), head: Buffer.concat(head), tail };
}
