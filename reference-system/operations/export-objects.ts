import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { IndexedObject } from './object-index.ts';
import { contentName, eachOf, fileOfKey, indexFile, indexName, keysOf } from './object-index.ts';
import { seal, writeWhole } from './sealed-file.ts';

const exportOne = async (
  client: S3Client,
  bucket: string,
  folder: string,
  key: string,
  backupKey: Buffer,
): Promise<IndexedObject> => {
  const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!(answer.Body instanceof Readable)) throw new Error(`${key}: expected a body, got none`);
  const path = fileOfKey(folder, key);
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measured = async function* (body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of body) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
  };
  await writeWhole(seal(measured(answer.Body), backupKey, contentName(key)), path);
  const sha256 = hash.digest('hex');
  if (sizeBytes !== answer.ContentLength)
    throw new Error(`${key}: expected ${answer.ContentLength} bytes, got ${sizeBytes}`);
  const told = answer.Metadata?.['sha256'];
  // A backup of damaged bytes would only hide the damage.
  if (told !== undefined && told !== sha256)
    throw new Error(`${key}: expected bytes with sha256 ${told}, got ${sha256}`);
  return { key, sizeBytes, contentType: answer.ContentType ?? null, metadata: answer.Metadata ?? {}, sha256 };
};

/** Seals every object into <folder>/content/<key>.enc, and what S3 knows of them into <folder>/index.jsonl.enc. */
export const exportObjects = async (
  client: S3Client,
  bucket: string,
  folder: string,
  backupKey: Buffer,
): Promise<number> => {
  await mkdir(folder, { recursive: true });
  const exported: IndexedObject[] = [];
  await eachOf(keysOf(client, bucket), async (key) => {
    exported.push(await exportOne(client, bucket, folder, key, backupKey));
  });
  exported.sort((left, right) => (left.key < right.key ? -1 : 1));
  const lines = exported.map((object) => `${JSON.stringify(object)}\n`).join('');
  await writeWhole(seal(Readable.from([Buffer.from(lines)]), backupKey, indexName), indexFile(folder));
  return exported.length;
};
