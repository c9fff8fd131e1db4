import { createHash } from 'node:crypto';

import { decodeChunks, isStreaming, type Trailers } from './aws-chunked.ts';
import { sameText, type SignedRequest } from './signature-v4.ts';
import { announcedChecksums, BodyChecksums } from './checksums.ts';
import { S3Error } from './s3-error.ts';

const largestDocumentBytes = 1024 * 1024;

/**
 * The verified bytes of a request's body. It throws at the end of the body when the bytes are not the ones
 * that were signed or announced, so whoever stores them publishes only after the last piece.
 */
export async function* verifiedBody(
  raw: AsyncIterable<Buffer>,
  headers: ReadonlyMap<string, string>,
  request: SignedRequest,
): AsyncGenerator<Buffer> {
  const streaming = isStreaming(request.payload);
  const trailers: Trailers = new Map();
  const checksums = new BodyChecksums(announcedChecksums(headers));
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of streaming ? decodeChunks(raw, request, trailers) : raw) {
    sizeBytes += piece.length;
    if (!streaming) hash.update(piece);
    checksums.update(piece);
    yield piece;
  }
  if (streaming) checkLength(headers.get('x-amz-decoded-content-length'), sizeBytes);
  else checkHash(request.payload, hash.digest('hex'));
  checksums.check((name) => trailers.get(name) ?? headers.get(name));
}

function checkLength(announced: string | undefined, sizeBytes: number): void {
  if (announced === undefined || Number(announced) === sizeBytes) return;
  throw new S3Error('IncompleteBody', `expected ${announced} bytes in the chunks, got ${sizeBytes}`);
}

function checkHash(payload: string, computed: string): void {
  if (payload === 'UNSIGNED-PAYLOAD' || sameText(payload, computed)) return;
  throw new S3Error(
    'XAmzContentSHA256Mismatch',
    `the provided x-amz-content-sha256 header does not match what was computed: ${computed}`,
  );
}

/** Reads a small XML body whole. */
export async function readDocument(body: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of body) {
    sizeBytes += piece.length;
    if (sizeBytes > largestDocumentBytes)
      throw new S3Error('MalformedXML', 'expected at most 1 MiB of XML, got more');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
