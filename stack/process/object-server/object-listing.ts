import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { isSystemError } from './object-folder.ts';

export interface ListingQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** Names after this one only: a continuation, or the client's own start. */
  readonly after: string;
}

export interface Listing {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
  /** The last name of this page, key or common prefix; undefined on an empty page. */
  readonly last: string | undefined;
}

/** One page of a sorted list of keys, with everything up to the delimiter folded into one common prefix. */
export function listPage(sortedKeys: readonly string[], query: ListingQuery): Listing {
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let last: string | undefined;
  for (const key of sortedKeys) {
    if (!key.startsWith(query.prefix)) continue;
    const folded = commonPrefixOf(key, query);
    const name = folded ?? key;
    if (name === last || !isAfter(name, query.after)) continue;
    if (keys.length + commonPrefixes.length >= query.maxKeys) {
      return { keys, commonPrefixes, isTruncated: query.maxKeys > 0, last };
    }
    (folded === undefined ? keys : commonPrefixes).push(name);
    last = name;
  }
  return { keys, commonPrefixes, isTruncated: false, last };
}

function commonPrefixOf(key: string, query: ListingQuery): string | undefined {
  if (query.delimiter === '') return undefined;
  const end = key.indexOf(query.delimiter, query.prefix.length);
  return end < 0 ? undefined : key.slice(0, end + query.delimiter.length);
}

function isAfter(name: string, after: string): boolean {
  return after === '' || byBytes(name, after) > 0;
}

/** S3 sorts by the bytes of UTF-8; JavaScript compares UTF-16, which differs above U+FFFF. */
function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Every key of a bucket's folder that may begin with the prefix, in S3's order. */
export async function keysUnder(bucketFolder: string, prefix: string): Promise<string[]> {
  const start = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const unsafe = start.split('/').slice(0, -1);
  if (unsafe.some((segment) => segment === '' || segment === '.' || segment === '..')) return [];
  const keys: string[] = [];
  await walk(join(bucketFolder, start), start, keys);
  return keys.sort(byBytes);
}

async function walk(folder: string, prefix: string, keys: string[]): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    if (entry.isDirectory()) await walk(join(folder, entry.name), `${prefix}${entry.name}/`, keys);
    else if (entry.isFile()) keys.push(`${prefix}${entry.name}`);
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}
