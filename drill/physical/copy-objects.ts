import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { openObjects } from '../../stack/clients/objects.ts';
import type { Access } from '../../stack/facts.ts';

type Bucket = NonNullable<Access['objects']>;

/** What a file does not know of the object that it holds. */
interface Entry {
  readonly key: string;
  readonly file: string;
  readonly contentType: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Copy extends Omit<Entry, 'file'> {
  readonly bytes: Uint8Array;
}

const indexName = 'index.jsonl';
const atATime = 8;

/** Every object as a file of its own, and an index of what files do not know. Errors are the bucket's own. */
export async function copyBucketToFolder(bucket: Bucket, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries: Entry[] = [];
  await readAll(bucket, async ({ bytes, ...known }, at) => {
    const file = `${at}.object`;
    await writeFile(join(folder, file), bytes);
    entries.push({ ...known, file });
  });
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`);
  await writeFile(join(folder, indexName), lines.join(''));
}

/** What copyBucketToFolder has left, into an empty bucket. */
export async function copyFolderToBucket(folder: string, bucket: Bucket): Promise<void> {
  const lines = (await readFile(join(folder, indexName), 'utf8')).split('\n').filter((line) => line !== '');
  const opened = openObjects(bucket);
  try {
    await eachOf(lines, async (line) => {
      const { file, ...known } = JSON.parse(line) as Entry;
      await put(opened, { ...known, bytes: await readFile(join(folder, file)) });
    });
  } finally {
    opened.close();
  }
}

/** From one bucket into another, of this server or of another one. */
export async function copyBucketToBucket(from: Bucket, to: Bucket): Promise<void> {
  const opened = openObjects(to);
  try {
    await readAll(from, (copy) => put(opened, copy));
  } finally {
    opened.close();
  }
}

async function readAll(bucket: Bucket, take: (copy: Copy, at: number) => Promise<void>): Promise<void> {
  const opened = openObjects(bucket);
  try {
    const listed = await opened.list();
    await eachOf(listed, async ({ key }, at) => {
      const found = await opened.client.send(new GetObjectCommand({ Bucket: opened.bucket, Key: key }));
      const bytes = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
      await take({ key, bytes, contentType: found.ContentType, metadata: found.Metadata ?? {} }, at);
    });
  } finally {
    opened.close();
  }
}

async function put({ client, bucket }: ReturnType<typeof openObjects>, copy: Copy): Promise<void> {
  const { key, bytes, contentType, metadata } = copy;
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: bytes,
      Metadata: { ...metadata },
      ...(contentType === undefined ? {} : { ContentType: contentType }),
    }),
  );
}

/** Eight at a time; the first failure ends it. */
async function eachOf<Item>(
  items: readonly Item[],
  work: (item: Item, at: number) => Promise<void>,
): Promise<void> {
  const left = items.entries();
  const one = async () => {
    for (const [at, item] of left) await work(item, at);
  };
  await Promise.all(Array.from({ length: atATime }, one));
}
