import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
  S3ServiceException,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { Access } from '../facts.ts';

export interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
}

export interface ObjectHead extends StoredObject {
  readonly contentType: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What `sha256` says where there is nothing: no hash is ever equal to it. */
export const noSuchObject = 'no such object';

/** A second witness: asks the bucket itself, past the application. */
export interface ObjectsClient {
  readonly bucket: string;
  readonly client: S3Client;
  /** Undefined where there is no such object. */
  head(key: string): Promise<ObjectHead | undefined>;
  /** Of the bytes that are stored, downloaded for it: lower-case hex, or `noSuchObject`. */
  sha256(key: string): Promise<string>;
  list(prefix?: string): Promise<readonly StoredObject[]>;
  close(): void;
}

export function openObjects(objects: NonNullable<Access['objects']>): ObjectsClient {
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = objects;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    // Servers other than Amazon's know the newer checksums only in part.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    bucket,
    client,
    async head(key) {
      const found = await ifThere(client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })));
      if (found === undefined) return undefined;
      const { ContentLength: sizeBytes = 0, ContentType: contentType, Metadata: metadata = {} } = found;
      return { key, sizeBytes, contentType, metadata };
    },
    async sha256(key) {
      const found = await ifThere(client.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
      if (found === undefined) return noSuchObject;
      const hash = createHash('sha256');
      if (found.Body instanceof Readable) for await (const piece of found.Body) hash.update(piece);
      return hash.digest('hex');
    },
    async list(prefix) {
      const listed: StoredObject[] = [];
      const wanted = { Bucket: bucket, ...(prefix === undefined ? {} : { Prefix: prefix }) };
      for await (const page of paginateListObjectsV2({ client }, wanted)) {
        for (const { Key: key = '', Size: sizeBytes = 0 } of page.Contents ?? [])
          listed.push({ key, sizeBytes });
      }
      return listed;
    },
    close: () => client.destroy(),
  };
}

async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    throw error;
  }
}
