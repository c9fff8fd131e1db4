import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Access } from '../facts.ts';
import type { ListedObject } from './bucket.ts';
import { fingerprintEach } from './fingerprint-each.ts';
import type { ObjectFingerprint } from './fingerprint.ts';
import { hashFile, type FileFingerprint } from './hash-file.ts';
import { ReadAhead } from './read-ahead.ts';

/** Where objects lie: a bucket, or a folder that one was copied to. Plain data, so that a thread can be told. */
export type ObjectSource =
  | { readonly kind: 'bucket'; readonly access: NonNullable<Access['objects']> }
  | { readonly kind: 'folder'; readonly folder: string };

/** Lists, and reads one object after the other or several at a time. Close it. */
export interface OpenedSource {
  list(): AsyncIterable<ListedObject>;
  /** @throws FingerprintError `object-unreadable`, naming the key; of a folder the file system's own error. */
  fingerprint(listed: ListedObject): Promise<ObjectFingerprint>;
  /** Several, in no order. */
  fingerprintAll(batch: readonly ListedObject[]): Promise<readonly ObjectFingerprint[]>;
  close(): void;
}

/** One for this thread, which rests with it: to start a thread takes longer than to read a thousand photos. */
let ahead: ReadAhead | undefined;

/** `readsAhead`: a thread beside this one reads the files of a folder, where there is a core for it. */
export async function openSource(source: ObjectSource, readsAhead = false): Promise<OpenedSource> {
  if (source.kind === 'folder')
    return openFolder(source.folder, readsAhead ? (ahead ??= new ReadAhead()) : undefined);
  // The S3 client takes longer to load than a thousand photos take to hash: who reads a folder does without.
  const { openBucketSource } = await import('./bucket-source.ts');
  return openBucketSource(source.access);
}

/** A key is the path below the folder. A folder knows no content type and no metadata. */
function openFolder(folder: string, reader: ReadAhead | undefined): OpenedSource {
  const whole = (key: string, file: FileFingerprint): ObjectFingerprint => {
    return { key, ...file, contentType: null, metadata: {} };
  };
  const fingerprint = ({ key }: ListedObject) => Promise.resolve(whole(key, hashFile(join(folder, key))));
  return {
    async *list() {
      for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        yield { key: relative(folder, path).split(sep).join('/'), sizeBytes: statSync(path).size };
      }
    },
    fingerprint,
    fingerprintAll(batch) {
      if (reader === undefined) return fingerprintEach(batch, fingerprint);
      const files = reader.hash(batch.map(({ key }) => join(folder, key)));
      return Promise.resolve([...files].map((file, at) => whole(batch[at]?.key ?? '', file)));
    },
    close: () => undefined,
  };
}
