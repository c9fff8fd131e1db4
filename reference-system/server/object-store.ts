import {
  GetObjectCommand,
  HeadBucketCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import type { ObjectStoreConfig } from './config.ts';

export interface StoredObject {
  key: string;
  contentType: string;
  sizeBytes: number;
  /** Hex. */
  sha256: string;
}

/** What the application needs of S3. Nothing is ever deleted, so a backup finds every object a row speaks of. */
export interface ObjectStore {
  put(object: StoredObject, body: Readable): Promise<void>;
  /** The bytes as a stream; null when there is no such object. */
  get(key: string): Promise<ReadableStream | null>;
  /** Rejects when the bucket does not answer within the limit. */
  check(timeoutMs: number): Promise<void>;
  close(): void;
}

/** Client for any S3-compatible server. */
export const createS3Client = (config: ObjectStoreConfig): S3Client =>
  new S3Client({
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    credentials: { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 30_000 },
  });

export const createObjectStore = (config: ObjectStoreConfig): ObjectStore => {
  const client = createS3Client(config);
  const Bucket = config.S3_BUCKET;
  return {
    put: async (object, body) => {
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key: object.key,
          Body: body,
          ContentType: object.contentType,
          ContentLength: object.sizeBytes,
          Metadata: { sha256: object.sha256 },
          // The store refuses bytes that were damaged on the way.
          ChecksumSHA256: Buffer.from(object.sha256, 'hex').toString('base64'),
        }),
      );
    },
    get: async (key) => {
      try {
        const answer = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        return answer.Body ? answer.Body.transformToWebStream() : null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    check: async (timeoutMs) => {
      await client.send(new HeadBucketCommand({ Bucket }), { abortSignal: AbortSignal.timeout(timeoutMs) });
    },
    close: () => client.destroy(),
  };
};
