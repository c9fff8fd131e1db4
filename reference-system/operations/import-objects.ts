import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import {
  CreateBucketCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { IndexedObject } from './object-index.ts';
import { contentName, eachOf, fileOfKey, indexFile, indexName, keysOf } from './object-index.ts';
import { unseal } from './sealed-file.ts';

const indexedObject = z.object({
  key: z.string().min(1),
  sizeBytes: z.int().min(0),
  contentType: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const readIndex = async (folder: string, backupKey: Buffer): Promise<IndexedObject[]> => {
  const pieces = await Array.fromAsync(unseal(indexFile(folder), backupKey, indexName));
  const lines = Buffer.concat(pieces).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => indexedObject.parse(JSON.parse(line)));
};

const ensureBucket = async (client: S3Client, bucket: string): Promise<void> => {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  }
};

/** An import that broke off may be repeated, but nothing is ever mixed with another system's objects. */
const refuseForeignObjects = async (
  client: S3Client,
  bucket: string,
  known: ReadonlySet<string>,
): Promise<void> => {
  for await (const key of keysOf(client, bucket)) {
    if (!known.has(key)) throw new Error(`expected an empty bucket "${bucket}", but it holds ${key}`);
  }
};

/** The bucket refuses bytes that are not of this sha256, which the index vouches for. */
const importOne = async (
  client: S3Client,
  bucket: string,
  folder: string,
  object: IndexedObject,
  backupKey: Buffer,
): Promise<void> => {
  const content = unseal(fileOfKey(folder, object.key), backupKey, contentName(object.key));
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: object.key,
      Body: Readable.from(content, { objectMode: false }),
      ContentLength: object.sizeBytes,
      ...(object.contentType === null ? {} : { ContentType: object.contentType }),
      Metadata: object.metadata,
      ChecksumSHA256: Buffer.from(object.sha256, 'hex').toString('base64'),
    }),
  );
  const stored = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: object.key }));
  if (stored.ContentLength !== object.sizeBytes) {
    throw new Error(
      `${object.key}: expected ${object.sizeBytes} bytes in the bucket, got ${stored.ContentLength}`,
    );
  }
};

/** Puts every object of the folder into the bucket, which must hold nothing else; makes the bucket if it is missing. */
export const importObjects = async (
  client: S3Client,
  bucket: string,
  folder: string,
  backupKey: Buffer,
): Promise<number> => {
  const index = await readIndex(folder, backupKey);
  await ensureBucket(client, bucket);
  await refuseForeignObjects(client, bucket, new Set(index.map(({ key }) => key)));
  await eachOf(index, (object) => importOne(client, bucket, folder, object, backupKey));
  return index.length;
};
