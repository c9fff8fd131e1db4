import { createHash } from 'node:crypto';

import {
  GetObjectCommand,
  PutObjectCommand,
  S3ServiceException,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';

/** What a case is run with: the same for each server that is held against the table. */
export interface ConformanceContext {
  readonly client: S3Client;
  /** Another client with the right secret, whose connections are its own; the case ends it. */
  readonly another: () => S3Client;
  /** The right key id with a wrong secret. */
  readonly stranger: S3Client;
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** One request or a few, and what every S3 server is to answer. They run in order, on one server. */
export interface ConformanceCase {
  readonly title: string;
  readonly expected: unknown;
  run(context: ConformanceContext): Promise<unknown>;
}

export const Bucket = 'conformance';
export const photo = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 251));
export const photoSha256 = sha256(photo);
export const photoMd5 = createHash('md5').update(photo).digest('hex');
/** The least size that S3 takes for a part that is not the last. */
export const part = Buffer.alloc(5 * 1024 * 1024, 7);

export function put(client: S3Client, input: Omit<PutObjectCommandInput, 'Bucket'>): Promise<string> {
  return refusal(client.send(new PutObjectCommand({ Bucket, ...input })));
}

export async function text(client: S3Client, Key: string): Promise<string | undefined> {
  return (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
}

/** Status and code of a refusal; what was not refused is said so, and fails the comparison. */
export async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'accepted';
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    return `${error.$metadata.httpStatusCode} ${error.name}`;
  }
}

export async function plain(url: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(url, init);
  return `${answer.status} ${/<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] ?? 'without a code'}`;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
