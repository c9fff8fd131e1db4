import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { IndexedObject } from './object-index.ts';
import { eachOf, fileOfKey, indexName, keysOf } from './object-index.ts';

const exportOne = async (
  client: S3Client,
  bucket: string,
  folder: string,
  key: string,
): Promise<IndexedObject> => {
  const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!(answer.Body instanceof Readable)) throw new Error(`${key}: expected a body, got none`);
  const path = fileOfKey(folder, key);
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measure = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(answer.Body, measure, createWriteStream(path));
  const sha256 = hash.digest('hex');
  if (sizeBytes !== answer.ContentLength)
    throw new Error(`${key}: expected ${answer.ContentLength} bytes, got ${sizeBytes}`);
  const told = answer.Metadata?.['sha256'];
  // A backup of damaged bytes would only hide the damage.
  if (told !== undefined && told !== sha256)
    throw new Error(`${key}: expected bytes with sha256 ${told}, got ${sha256}`);
  return { key, sizeBytes, contentType: answer.ContentType ?? null, metadata: answer.Metadata ?? {}, sha256 };
};

/** Writes every object to <folder>/content/<key> and what S3 knows of it to <folder>/index.jsonl. */
export const exportObjects = async (client: S3Client, bucket: string, folder: string): Promise<number> => {
  await mkdir(folder, { recursive: true });
  const exported: IndexedObject[] = [];
  await eachOf(keysOf(client, bucket), async (key) => {
    exported.push(await exportOne(client, bucket, folder, key));
  });
  exported.sort((left, right) => (left.key < right.key ? -1 : 1));
  await writeFile(join(folder, indexName), exported.map((object) => `${JSON.stringify(object)}\n`).join(''));
  return exported.length;
};
