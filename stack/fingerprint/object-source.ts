import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Access } from '../facts.ts';
import type { ObjectFingerprint } from './fingerprint.ts';
import { hashFile } from './hash-file.ts';

/** Where objects lie: a bucket, or a folder that one was copied to. Plain data, so that a thread can be told. */
export type ObjectSource =
  | { readonly kind: 'bucket'; readonly access: NonNullable<Access['objects']> }
  | { readonly kind: 'folder'; readonly folder: string };

/** What a listing says of an object: that of a folder says no size. */
export interface Listed {
  readonly key: string;
  readonly sizeBytes?: number;
}

/** Lists, and reads one object after the other or several at a time. Close it. */
export interface OpenedSource {
  list(): AsyncIterable<Listed>;
  /** Looked up where the listing does not say it. */
  sizeOf(listed: Listed): number;
  /** @throws FingerprintError `object-unreadable`, naming the key; of a folder the file system's own error. */
  fingerprint(listed: Listed): Promise<ObjectFingerprint>;
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
      let parent = '';
      let prefix = '';
      for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile()) continue;
        if (entry.parentPath !== parent) {
          parent = entry.parentPath;
          prefix = relative(folder, join(parent, 'x')).slice(0, -1).split(sep).join('/');
        }
        yield { key: prefix + entry.name };
      }
    },
    sizeOf: ({ key }) => statSync(join(folder, key)).size,
    fingerprint: ({ key }) =>
      Promise.resolve({ key, ...hashFile(join(folder, key)), contentType: null, metadata: {} }),
    close: () => undefined,
  };
}
