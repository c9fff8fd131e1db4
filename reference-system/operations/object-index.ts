import { join, normalize } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { sealedSuffix } from './sealed-file.ts';

/** One line of index.jsonl: what S3 knows of an object beside its bytes. */
export interface IndexedObject {
  key: string;
  sizeBytes: number;
  contentType: string | null;
  metadata: Record<string, string>;
  /** Of the object's own bytes, before they were sealed; hex. */
  sha256: string;
}

export const indexName = 'index.jsonl';
export const indexFile = (folder: string): string => join(folder, `${indexName}${sealedSuffix}`);
export const parallel = 8;

/** What an object is called within the backup. */
export const contentName = (key: string): string => `content/${key}`;

/** The file of a key; a key that would leave the folder is refused. */
export const fileOfKey = (folder: string, key: string): string => {
  const relative = normalize(contentName(key));
  if (key === '' || key.endsWith('/') || !relative.startsWith('content/') || relative !== contentName(key)) {
    throw new Error(`expected a key that can be a file name, got "${key}"`);
  }
  return join(folder, `${relative}${sealedSuffix}`);
};

/** Every key of the bucket, page by page. */
export async function* keysOf(client: S3Client, bucket: string): AsyncGenerator<string> {
  let token: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
    if (page.IsTruncated && !page.NextContinuationToken)
      throw new Error('the list of objects was cut off without a way to go on');
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

/** Does the work for each input, at most eight at a time; the first failure ends it. */
export const eachOf = async <T>(
  inputs: AsyncIterable<T> | Iterable<T>,
  work: (input: T) => Promise<void>,
): Promise<void> => {
  const running = new Set<Promise<void>>();
  try {
    for await (const input of inputs) {
      const task = work(input).finally(() => running.delete(task));
      running.add(task);
      if (running.size >= parallel) await Promise.race(running);
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
};
