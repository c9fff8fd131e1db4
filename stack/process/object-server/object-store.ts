import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { isSystemError, ObjectFolder, publish, statOf, type Incoming } from './object-folder.ts';
import { S3Error } from './s3-error.ts';

/** What is kept beside an object's bytes. */
export interface ObjectMetadata {
  readonly etag: string;
  /** Headers that are given back as they came: content-type, cache-control, x-amz-meta-… */
  readonly headers: Readonly<Record<string, string>>;
}

export interface StoredObject extends ObjectMetadata {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/** Buckets and objects as plain files. An object is whatever file lies there, as with versitygw. */
export class ObjectStore {
  readonly folder: ObjectFolder;

  constructor(root: string) {
    this.folder = new ObjectFolder(root);
  }

  async createBucket(bucket: string): Promise<void> {
    const path = this.folder.bucket(bucket);
    if ((await statOf(path)) !== undefined) {
      throw new S3Error(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded.',
      );
    }
    await mkdir(path, { recursive: true });
  }

  async deleteBucket(bucket: string): Promise<void> {
    const path = await this.folder.requireBucket(bucket);
    try {
      await rmdir(path);
    } catch (cause) {
      if (!isSystemError(cause, 'ENOTEMPTY')) throw cause;
      throw new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty.', { cause });
    }
  }

  async listBuckets(): Promise<ReadonlyArray<{ name: string; createdAt: Date }>> {
    const names = await readdirOrEmpty(this.folder.buckets());
    const found = names.map(async (name) => ({
      name,
      createdAt: (await statOf(join(this.folder.buckets(), name)))?.birthtime ?? new Date(0),
    }));
    return Promise.all(found);
  }

  /** Publishes bytes that have arrived whole. */
  async put(bucket: string, key: string, incoming: Incoming, metadata: ObjectMetadata): Promise<void> {
    const path = this.folder.object(bucket, key);
    const metadataPath = this.folder.metadata(bucket, key);
    const draft = `${incoming.path}.json`;
    await writeFile(draft, JSON.stringify(metadata));
    try {
      await publish(incoming.path, path);
      await publish(draft, metadataPath);
    } finally {
      await rm(draft, { force: true });
    }
  }

  /** @throws S3Error NoSuchKey */
  async find(bucket: string, key: string): Promise<StoredObject> {
    const path = this.folder.object(bucket, key);
    const found = await statOf(path);
    if (found?.isFile() !== true) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
    const metadata = (await this.#metadata(bucket, key)) ?? { etag: await md5Of(path), headers: {} };
    return { ...metadata, path, sizeBytes: Number(found.size), modifiedAt: found.mtime };
  }

  /** Says nothing when there was no such object, as S3 does. */
  async delete(bucket: string, key: string): Promise<void> {
    const path = this.folder.object(bucket, key);
    if ((await statOf(path))?.isFile() !== true) return;
    await rm(path, { force: true });
    await rm(this.folder.metadata(bucket, key), { force: true });
    await this.#removeEmptyFolders(dirname(path), this.folder.bucket(bucket));
  }

  async #metadata(bucket: string, key: string): Promise<ObjectMetadata | undefined> {
    try {
      return parseMetadata(await readFile(this.folder.metadata(bucket, key), 'utf8'));
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  async #removeEmptyFolders(from: string, upTo: string): Promise<void> {
    for (let folder = from; folder !== upTo; folder = dirname(folder)) {
      try {
        await rmdir(folder);
      } catch (error) {
        if (isSystemError(error, 'ENOTEMPTY', 'ENOENT', 'EEXIST')) return;
        throw error;
      }
    }
  }
}

function parseMetadata(text: string): ObjectMetadata {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('etag' in value) || typeof value.etag !== 'string') {
    throw new S3Error('InternalError', 'the metadata of this object cannot be read');
  }
  const headers = 'headers' in value && typeof value.headers === 'object' ? value.headers : null;
  const texts = Object.entries(headers ?? {}).map(([name, content]) => [name, String(content)] as const);
  return { etag: value.etag, headers: Object.fromEntries(texts) };
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

async function readdirOrEmpty(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return [];
    throw error;
  }
}
