import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Access } from '../facts.ts';
import type { ListedObject } from './bucket.ts';
import type { ObjectFingerprint } from './fingerprint.ts';
import { hashFile } from './hash-file.ts';

/** Where objects lie: a bucket, or a folder that one was copied to. Plain data, so that a thread can be told. */
export type ObjectSource =
  | { readonly kind: 'bucket'; readonly access: NonNullable<Access['objects']> }
  | { readonly kind: 'folder'; readonly folder: string };

/** Lists, and reads one object after the other or several at a time. Close it. */
export interface OpenedSource {
  list(): AsyncIterable<ListedObject>;
  /** @throws FingerprintError `object-unreadable`, naming the key; of a folder the file system's own error. */
  fingerprint(listed: ListedObject): Promise<ObjectFingerprint>;
  close(): void;
}

export async function openSource(source: ObjectSource): Promise<OpenedSource> {
  if (source.kind === 'folder') return openFolder(source.folder);
  // The S3 client takes longer to load than a thousand photos take to hash: who reads a folder does without.
  const { openBucketSource } = await import('./bucket-source.ts');
  return openBucketSource(source.access);
}

/** A key is the path below the folder. A folder knows no content type and no metadata. */
function openFolder(folder: string): OpenedSource {
  return {
    async *list() {
      for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        yield { key: relative(folder, path).split(sep).join('/'), sizeBytes: statSync(path).size };
      }
    },
    fingerprint: ({ key }) =>
      Promise.resolve({ key, ...hashFile(join(folder, key)), contentType: null, metadata: {} }),
    close: () => undefined,
  };
}
