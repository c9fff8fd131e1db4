import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { imageHeadBytes, imageTailBytes, readImageHeader } from './image-header.ts';
import type { ObjectFingerprint } from './fingerprint.ts';

/** Larger than most photos, so that one is read at once. */
export const pieceBytes = 1024 * 1024;
const piece = Buffer.allocUnsafe(pieceBytes);

/** What is told of a file by its bytes alone. */
export type FileFingerprint = Pick<ObjectFingerprint, 'sizeBytes' | 'sha256' | 'image'>;

/**
 * Hashes one file at a time, and waits for the disk: reading through a stream costs three times the CPU, and threads
 * of their own read side by side. Errors are the file system's own.
 */
export function hashFile(path: string): FileFingerprint {
  const hash = new FileHash();
  readPieces(
    path,
    () => piece,
    (bytes, isLast) => hash.add(bytes, isLast),
  );
  return hash.end();
}

/**
 * Reads a file piece after piece, each into the buffer that is free then; what was taken holds until the next is asked
 * for. A file of whole pieces ends with an empty one.
 */
export function readPieces(
  path: string,
  free: () => Buffer,
  take: (bytes: Buffer, isLast: boolean) => void,
): void {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const into = free();
      const bytesRead = readSync(file, into, 0, into.length, null);
      // Of a file less than was asked for is its end.
      const isLast = bytesRead < into.length;
      take(into.subarray(0, bytesRead), isLast);
      if (isLast) return;
    }
  } finally {
    closeSync(file);
  }
}

/** The fingerprint of one file, from pieces of the size above. */
export class FileHash {
  readonly #hash = createHash('sha256');
  #sizeBytes = 0;
  #head: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);

  add(bytes: Buffer, isLast: boolean): void {
    this.#hash.update(bytes);
    // The buffer itself will do for a file in one piece: the end is asked for before the next one comes.
    if (this.#sizeBytes === 0) this.#head = isLast ? bytes : Buffer.from(bytes.subarray(0, imageHeadBytes));
    this.#sizeBytes += bytes.length;
    this.#tail = tailOf(this.#tail, bytes);
  }

  end(): FileFingerprint {
    const sizeBytes = this.#sizeBytes;
    const image = readImageHeader(this.#head.subarray(0, imageHeadBytes), this.#tail, sizeBytes);
    return { sizeBytes, sha256: this.#hash.digest('hex'), image };
  }
}

/** The last bytes so far, copied where the next piece would be written over them. */
function tailOf(before: Buffer, bytes: Buffer): Buffer {
  if (bytes.length >= imageTailBytes) return Buffer.from(bytes.subarray(-imageTailBytes));
  return Buffer.concat([before, bytes]).subarray(-imageTailBytes);
}
