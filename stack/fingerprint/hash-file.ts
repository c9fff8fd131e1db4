import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { imageHeadBytes, imageTailBytes, readImageHeader } from './image-header.ts';
import type { ObjectFingerprint } from './fingerprint.ts';

/** Larger than most photos, so that one is read at once. */
const pieceBytes = 1024 * 1024;
/**
 * Begins in the middle of a page of memory. Into one that begins with a page, where the file's own pages begin too, some
 * processors copy five times slower: 200 KB in 125 µs instead of 26, measured on an AMD EPYC.
 */
const piece = Buffer.allocUnsafeSlow(pieceBytes + 4096).subarray(2048, 2048 + pieceBytes);

type HashedFile = Pick<ObjectFingerprint, 'sizeBytes' | 'sha256' | 'image'>;

/**
 * Hashes one file at a time, and waits for the disk: reading through a stream costs three times the CPU, and threads
 * of their own read side by side. Errors are the file system's own.
 */
export function hashFile(path: string): HashedFile {
  const file = openSync(path, 'r');
  try {
    const bytesRead = readSync(file, piece, 0, pieceBytes, null);
    // Of a file less than was asked for is its end.
    return bytesRead < pieceBytes ? hashWhole(piece.subarray(0, bytesRead)) : hashInPieces(file);
  } finally {
    closeSync(file);
  }
}

/** The buffer itself is looked at before the next file comes. */
function hashWhole(bytes: Buffer): HashedFile {
  const [head, tail] = [bytes.subarray(0, imageHeadBytes), bytes.subarray(-imageTailBytes)];
  const image = readImageHeader(head, tail, bytes.length);
  return { sizeBytes: bytes.length, sha256: hash('sha256', bytes, 'hex'), image };
}

/** A file larger than the buffer, of which that holds the first piece. */
function hashInPieces(file: number): HashedFile {
  const whole = createHash('sha256').update(piece);
  const head = Buffer.from(piece.subarray(0, imageHeadBytes));
  let tail = tailOf(Buffer.alloc(0), piece);
  let sizeBytes = pieceBytes;
  for (let bytesRead = pieceBytes; bytesRead === pieceBytes;) {
    bytesRead = readSync(file, piece, 0, pieceBytes, null);
    const bytes = piece.subarray(0, bytesRead);
    whole.update(bytes);
    sizeBytes += bytesRead;
    tail = tailOf(tail, bytes);
  }
  return { sizeBytes, sha256: whole.digest('hex'), image: readImageHeader(head, tail, sizeBytes) };
}

/** The last bytes so far, copied where the next piece would be written over them. */
function tailOf(before: Buffer, bytes: Buffer): Buffer {
  if (bytes.length >= imageTailBytes) return Buffer.from(bytes.subarray(-imageTailBytes));
  return Buffer.concat([before, bytes]).subarray(-imageTailBytes);
}
