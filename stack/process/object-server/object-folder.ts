import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { sha256Hex } from './canonical-request.ts';
import { S3Error } from './s3-error.ts';

/** Bytes that have arrived whole but are not an object yet. */
export interface Incoming {
  readonly path: string;
  readonly md5: string;
  readonly sizeBytes: number;
}

/**
 * Where things lie under the server's folder. Objects are plain files at `buckets/<bucket>/<key>`, as versitygw
 * lays them, so the same drill deletes them and the same fault changes their bytes.
 */
export class ObjectFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  bucket(name: string): string {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
    }
    return join(this.root, 'buckets', name);
  }

  object(bucket: string, key: string): string {
    if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError', 'Your key is too long.');
    const segments = key.split('/');
    if (
      key.includes('\0') ||
      segments.some((segment) => segment === '' || segment === '.' || segment === '..')
    ) {
      throw new S3Error('InvalidArgument', 'expected a key whose parts are not empty, . or .., got another');
    }
    return join(this.bucket(bucket), ...segments);
  }

  metadata(bucket: string, key: string): string {
    return join(this.root, 'metadata', bucket, `${sha256Hex(key)}.json`);
  }

  upload(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id))
      throw new S3Error('NoSuchUpload', 'The specified upload does not exist.');
    return join(this.root, 'uploads', id);
  }

  buckets(): string {
    return join(this.root, 'buckets');
  }

  /** @throws S3Error NoSuchBucket */
  async requireBucket(name: string): Promise<string> {
    const folder = this.bucket(name);
    const found = await statOf(folder);
    if (found?.isDirectory() !== true) {
      throw new S3Error('NoSuchBucket', 'The specified bucket does not exist.');
    }
    return folder;
  }

  /** Writes a body to a file beside the objects, on the same disk, so that it can be published by a rename. */
  async receive(body: AsyncIterable<Buffer>): Promise<Incoming> {
    const folder = join(this.root, 'incoming');
    await mkdir(folder, { recursive: true });
    const path = join(folder, randomUUID());
    const md5 = createHash('md5');
    let sizeBytes = 0;
    try {
      await pipeline(
        body,
        async function* (pieces: AsyncIterable<Buffer>) {
          for await (const piece of pieces) {
            md5.update(piece);
            sizeBytes += piece.length;
            yield piece;
          }
        },
        createWriteStream(path),
      );
    } catch (cause) {
      await rm(path, { force: true });
      throw cause;
    }
    return { path, md5: md5.digest('hex'), sizeBytes };
  }
}

/** What is at a path, or undefined where there is nothing. */
export async function statOf(path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** Moves a file into place, making the folders above it. */
export async function publish(from: string, to: string): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
  } catch (cause) {
    await rm(from, { force: true });
    throw placeError(cause);
  }
}

function placeError(cause: unknown): unknown {
  if (isSystemError(cause, 'EISDIR', 'ENOTEMPTY')) {
    return new S3Error('ExistingObjectIsDirectory', 'Existing Object is a directory.', { cause });
  }
  if (isSystemError(cause, 'ENOTDIR', 'EEXIST')) {
    return new S3Error('ObjectParentIsFile', 'Object parent already exists as a file.', { cause });
  }
  if (isSystemError(cause, 'ENAMETOOLONG'))
    return new S3Error('KeyTooLongError', 'Your key is too long.', { cause });
  return cause;
}

/** Whether an error is one of these from the operating system. */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
