import { createHash } from 'node:crypto';

import { ByteReader } from './byte-reader.ts';
import { sha256Hex } from './canonical-request.ts';
import { S3Error } from './s3-error.ts';
import { sameText, sign, type SignedRequest } from './signature-v4.ts';

/** Trailing headers (checksums) of a streamed body, filled when the body has been read to its end. */
export type Trailers = Map<string, string>;

const modes: Readonly<Record<string, { readonly signed: boolean; readonly trailer: boolean }>> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { signed: true, trailer: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { signed: true, trailer: true },
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { signed: false, trailer: true },
};

/** Whether the payload word says that the body comes in chunks. */
export function isStreaming(payload: string): boolean {
  return payload.startsWith('STREAMING-');
}

/**
 * The bytes inside an aws-chunked body. Each chunk's signature is checked against the one before it,
 * so a chunk that was changed, moved or left out is refused.
 * @throws S3Error SignatureDoesNotMatch, IncompleteBody or InvalidRequest.
 */
export async function* decodeChunks(
  body: AsyncIterable<Buffer>,
  request: SignedRequest,
  trailers: Trailers,
): AsyncGenerator<Buffer> {
  const mode = modes[request.payload];
  if (mode === undefined)
    throw new S3Error('NotImplemented', `the payload ${request.payload} is not known here`);
  const reader = new ByteReader(body);
  let previous = request.signature;
  for (;;) {
    const { sizeBytes, signature } = parseChunkLine(await reader.line());
    const hash = createHash('sha256');
    for await (const piece of reader.bytes(sizeBytes)) {
      hash.update(piece);
      yield piece;
    }
    if (mode.signed) {
      previous = checkChunk(request, previous, hash.digest('hex'), signature);
    }
    if (sizeBytes === 0) break;
    await expectLineEnd(reader);
  }
  if (mode.trailer) await readTrailers(reader, request, mode.signed ? previous : undefined, trailers);
  else await expectLineEnd(reader);
}

function parseChunkLine(line: string): { sizeBytes: number; signature: string | undefined } {
  const match = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line);
  if (match === null) throw new S3Error('InvalidRequest', 'expected a chunk header, got something else');
  return { sizeBytes: Number.parseInt(match[1] ?? '', 16), signature: match[2] };
}

function checkChunk(
  request: SignedRequest,
  previous: string,
  hash: string,
  claimed: string | undefined,
): string {
  const text = ['AWS4-HMAC-SHA256-PAYLOAD', request.timestamp, request.scope, previous, sha256Hex(''), hash];
  const expected = sign(request.signingKey, text.join('\n'));
  if (claimed === undefined || !sameText(expected, claimed)) throw mismatch('a chunk');
  return expected;
}

async function expectLineEnd(reader: ByteReader): Promise<void> {
  const line = await reader.line();
  if (line !== '') throw new S3Error('InvalidRequest', 'expected the end of a chunk, got more bytes');
}

async function readTrailers(
  reader: ByteReader,
  request: SignedRequest,
  previous: string | undefined,
  trailers: Trailers,
): Promise<void> {
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const cut = line.indexOf(':');
    if (cut < 1) throw new S3Error('InvalidRequest', 'expected a trailing header, got something else');
    trailers.set(line.slice(0, cut).trim().toLowerCase(), line.slice(cut + 1).trim());
  }
  const claimed = trailers.get('x-amz-trailer-signature');
  trailers.delete('x-amz-trailer-signature');
  if (previous === undefined) return;
  const canonical = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
  const text = ['AWS4-HMAC-SHA256-TRAILER', request.timestamp, request.scope, previous, sha256Hex(canonical)];
  if (claimed === undefined || !sameText(sign(request.signingKey, text.join('\n')), claimed)) {
    throw mismatch('the trailer');
  }
}

function mismatch(what: string): S3Error {
  return new S3Error('SignatureDoesNotMatch', `the signature of ${what} does not match its bytes`);
}
