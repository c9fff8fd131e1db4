import { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { BucketReader, ListedObject, ReadObject } from './bucket.ts';

/** A bucket read through the S3 API, below `prefix` where one is given. Errors are the SDK's own. */
export function s3Bucket(client: S3Client, bucket: string, prefix?: string): BucketReader {
  return { list: () => listObjects(client, bucket, prefix), read: (key) => readObject(client, bucket, key) };
}

async function* listObjects(client: S3Client, bucket: string, prefix?: string): AsyncGenerator<ListedObject> {
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    for (const { Key: key, Size: sizeBytes } of page.Contents ?? []) {
      if (key === undefined || sizeBytes === undefined)
        throw new Error('expected key and size of each listed object');
      yield { key, sizeBytes };
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    if (page.IsTruncated === true && token === undefined) {
      throw new Error('expected a continuation token with a truncated listing, got none');
    }
  } while (token !== undefined);
}

async function readObject(client: S3Client, bucket: string, key: string): Promise<ReadObject> {
  const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (answer.Body === undefined) throw new Error('no body');
  // In Node the SDK's body is a readable stream already; its type also covers a browser's.
  const body = answer.Body instanceof Readable ? answer.Body : answer.Body.transformToWebStream();
  return { body, contentType: answer.ContentType ?? null, metadata: answer.Metadata ?? {} };
}
