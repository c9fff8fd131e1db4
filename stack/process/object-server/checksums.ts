import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { S3Error } from './s3-error.ts';

/** One running checksum of an object's bytes, read as base64 at the end. */
interface RunningChecksum {
  update(piece: Buffer): void;
  base64(): string;
}

const algorithms: Readonly<Record<string, () => RunningChecksum>> = {
  'x-amz-checksum-crc32': () => runningCrc((piece, value) => crc32(piece, value)),
  'x-amz-checksum-crc32c': () => runningCrc(crc32c),
  'x-amz-checksum-sha1': () => runningHash('sha1'),
  'x-amz-checksum-sha256': () => runningHash('sha256'),
  'content-md5': () => runningHash('md5'),
};

/** The checksums that a client announced, in a header or in the names of its trailing headers. */
export class BodyChecksums {
  readonly #running = new Map<string, RunningChecksum>();

  constructor(announced: readonly string[]) {
    for (const name of announced) {
      const start = algorithms[name];
      if (start === undefined) throw new S3Error('NotImplemented', `the checksum ${name} is not known here`);
      this.#running.set(name, start());
    }
  }

  update(piece: Buffer): void {
    for (const checksum of this.#running.values()) checksum.update(piece);
  }

  /** @throws S3Error BadDigest when an announced checksum is missing or is not that of the bytes. */
  check(claimed: (name: string) => string | undefined): void {
    for (const [name, checksum] of this.#running) {
      const computed = checksum.base64();
      const given = claimed(name);
      if (given === computed) continue;
      throw new S3Error('BadDigest', `expected ${name} ${computed}, got ${given ?? 'none'}`);
    }
  }
}

/** Names of the checksums that the headers of a request announce. */
export function announcedChecksums(headers: ReadonlyMap<string, string>): string[] {
  const inHeaders = [...headers.keys()].filter(
    (name) =>
      name === 'content-md5' || (/^x-amz-checksum-/.test(name) && !/-(algorithm|mode|type)$/.test(name)),
  );
  const inTrailer = (headers.get('x-amz-trailer') ?? '').split(',').map((name) => name.trim().toLowerCase());
  return [...inHeaders, ...inTrailer.filter(Boolean)];
}

function runningHash(name: string): RunningChecksum {
  const hash = createHash(name);
  return {
    update: (piece) => void hash.update(piece),
    base64: () => hash.digest('base64'),
  };
}

function runningCrc(next: (piece: Buffer, value: number) => number): RunningChecksum {
  let value = 0;
  return {
    update: (piece) => {
      value = next(piece, value);
    },
    base64: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value >>> 0);
      return bytes.toString('base64');
    },
  };
}

const crc32cTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

function crc32c(piece: Buffer, value: number): number {
  let crc = ~value >>> 0;
  for (const byte of piece) crc = ((crc32cTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)) >>> 0;
  return ~crc >>> 0;
}
