import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { artifactFiles, type Artifact } from './artifact.ts';

/** What somebody who has the backup, and not its key, may look for. */
export interface Known {
  /** Texts of rows, and secrets of the system: by what they are called in a reason. */
  readonly texts: ReadonlyMap<string, string>;
  /** Keys of stored objects, by the sha256 of their bytes. */
  readonly objects: ReadonlyMap<string, string>;
}

const probedBytes = 64 * 1024;
/** Cipher text does not get smaller; what does holds something that can be read. */
const leastShare = 0.97;
/** A list of names and sums needs few words besides them. */
const mostWords = 20;

const formats: ReadonlyArray<readonly [what: string, beginning: RegExp]> = [
  ['a PostgreSQL archive', /^PGDMP/u],
  ['an SQLite database', /^SQLite format 3\0/u],
  ['an SQL dump', /^(--(\s|$)|\s*\n--|BEGIN;|PRAGMA |CREATE |INSERT )/u],
  ['a gzip file', /^\x1f\x8b/u],
  ['a Zstandard file', /^\x28\xb5\x2f\xfd/u],
  ['an xz file', /^\xfd7zXZ\0/u],
  ['a bzip2 file', /^BZh[1-9]/u],
  ['an LZ4 file', /^\x04\x22\x4d\x18/u],
  ['a tar archive', /^[^]{257}ustar/u],
  // The lowest bit of the flags says that a zip's first entry is encrypted.
  ['a zip archive', /^PK\x03\x04..[^\x01\x03\x05\x07\x09\x0b\x0d\x0f]/su],
  ['a PNG picture', /^\x89PNG/u],
  ['a JPEG picture', /^\xff\xd8\xff/u],
  ['a WebP picture', /^RIFF....WEBP/su],
];
const armour = /^(-----BEGIN (PGP MESSAGE|AGE ENCRYPTED FILE)-----)/u;

/** Every place where the artifact tells something without a key; empty means that nothing was found. */
export async function readablePlaces(artifact: Artifact, known: Known): Promise<readonly string[]> {
  const files = await artifactFiles(artifact);
  const names = new Set(files.map(({ path }) => basename(path)));
  const places: string[] = [];
  for (const { path } of files) {
    const found = await whatCanBeRead(path, known, names);
    if (found !== null) places.push(`${path.slice(artifact.path.length + 1) || basename(path)}: ${found}`);
  }
  return places;
}

async function whatCanBeRead(path: string, known: Known, names: ReadonlySet<string>): Promise<string | null> {
  const { beginning, sha256, shown } = await readThrough(path, known);
  if (shown !== null) return `it shows ${shown}`;
  const object = known.objects.get(sha256);
  if (object !== undefined) return `it is the stored object ${object}`;
  const text = beginning.toString('latin1');
  const format = formats.find(([, pattern]) => pattern.test(text));
  if (format !== undefined) return `it is ${format[0]}`;
  if (armour.test(text)) return null;
  if (isText(beginning))
    return wordsIn(beginning.toString('utf8'), names) > mostWords ? 'it is a text' : null;
  const share = deflateRawSync(beginning, { level: 6 }).length / beginning.length;
  if (beginning.length < 1024 || share >= leastShare) return null;
  return `it can be pressed to ${Math.round(share * 100)} % of its size, so it is not encrypted`;
}

/** One pass over a file of any size; a text may lie across two pieces. */
async function readThrough(path: string, { texts }: Known) {
  const hash = createHash('sha256');
  const longest = Math.max(1, ...[...texts.keys()].map((text) => Buffer.byteLength(text)));
  let beginning = Buffer.alloc(0);
  let end = Buffer.alloc(0);
  let shown: string | null = null;
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes = piece as Buffer;
    hash.update(bytes);
    if (beginning.length < probedBytes)
      beginning = Buffer.concat([beginning, bytes]).subarray(0, probedBytes);
    const searched = Buffer.concat([end, bytes]);
    for (const [text, what] of texts) if (shown === null && searched.includes(text)) shown = what;
    end = searched.subarray(Math.max(0, searched.length - longest + 1));
  }
  return { beginning, sha256: hash.digest('hex'), shown };
}

const isText = (bytes: Buffer): boolean => bytes.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));

/** Different words besides sums and the names of the artifact's own files. */
function wordsIn(text: string, names: ReadonlySet<string>): number {
  const words = text.split(/[\s*]+/u).filter((word) => word !== '' && !/^[0-9a-f]{32,128}$/iu.test(word));
  return new Set(words.filter((word) => !names.has(basename(word)))).size;
}
