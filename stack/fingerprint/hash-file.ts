import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { imageHeadBytes, imageTailBytes, readImageHeader } from './image-header.ts';
import type { ObjectFingerprint } from './fingerprint.ts';

/** Larger than most photos, so that one is read at once. */
const pieceBytes = 1024 * 1024;
const piece = Buffer.allocUnsafe(pieceBytes);

/**
 * Hashes one file at a time, and waits for the disk: reading through a stream costs three times the CPU, and threads
 * of their own read side by side. Errors are the file system's own.
 */
export function hashFile(path: string): Pick<ObjectFingerprint, 'sizeBytes' | 'sha256' | 'image'> {
  const file = openSync(path, 'r');
  try {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let head: Buffer = Buffer.alloc(0);
    let tail: Buffer = Buffer.alloc(0);
    // Of a file less than was asked for is its end.
    for (let bytesRead = pieceBytes; bytesRead === pieceBytes;) {
      bytesRead = readSync(file, piece, 0, pieceBytes, null);
      const bytes = piece.subarray(0, bytesRead);
      hash.update(bytes);
      // The buffer itself will do for a file in one piece: it is looked at before the next file comes.
      if (sizeBytes === 0)
        head = bytesRead < pieceBytes ? bytes : Buffer.from(bytes.subarray(0, imageHeadBytes));
      sizeBytes += bytesRead;
      tail = tailOf(tail, bytes);
    }
    const image = readImageHeader(head.subarray(0, imageHeadBytes), tail, sizeBytes);
    return { sizeBytes, sha256: hash.digest('hex'), image };
  } finally {
    closeSync(file);
  }
}

/** The last bytes so far, copied where the next piece would be written over them. */
function tailOf(before: Buffer, bytes: Buffer): Buffer {
  if (bytes.length >= imageTailBytes) return Buffer.from(bytes.subarray(-imageTailBytes));
  return Buffer.concat([before, bytes]).subarray(-imageTailBytes);
}
