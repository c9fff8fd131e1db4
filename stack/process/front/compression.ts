import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { ServerRequest } from '../proxy/exchange.ts';

const textual =
  /^(text\/(?!event-stream)|application\/(json|javascript|manifest\+json|xml|wasm|ld\+json|problem\+json)|image\/svg\+xml)/u;
const smallestBytes = 1_024;

export interface Compression {
  readonly headers: OutgoingHttpHeaders;
  readonly stream: Transform;
}

/** How this answer is compressed for this client, or undefined where it is sent as it is. */
export function compressionFor(
  request: ServerRequest,
  answer: Pick<IncomingMessage, 'statusCode' | 'headers'>,
  headers: OutgoingHttpHeaders,
): Compression | undefined {
  const length = Number(answer.headers['content-length'] ?? smallestBytes);
  const isWhole = answer.statusCode !== 206 && answer.statusCode !== 204 && answer.statusCode !== 304;
  const isText = textual.test(answer.headers['content-type'] ?? '');
  const isFixed = /no-transform/u.test(answer.headers['cache-control'] ?? '');
  if (request.method === 'HEAD' || !isWhole || !isText || isFixed || length < smallestBytes) return undefined;
  if (answer.headers['content-encoding'] !== undefined) return undefined;
  const encoding = acceptedEncoding(String(request.headers['accept-encoding'] ?? ''));
  if (encoding === undefined) return undefined;
  const { 'content-length': _, etag, ...kept } = headers;
  const vary = [kept['vary'] ?? []].flat().join(', ');
  return {
    stream: encoding === 'br' ? brotli() : createGzip({ level: 5, flush: constants.Z_SYNC_FLUSH }),
    headers: {
      ...kept,
      // The bytes differ from those that the tag was made of.
      ...(typeof etag === 'string' ? { etag: etag.startsWith('W/') ? etag : `W/${etag}` } : {}),
      'content-encoding': encoding,
      vary: /accept-encoding/iu.test(vary) ? vary : [vary, 'accept-encoding'].filter(Boolean).join(', '),
    },
  };
}

function brotli(): Transform {
  return createBrotliCompress({
    params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
    flush: constants.BROTLI_OPERATION_FLUSH,
  });
}

function acceptedEncoding(accepts: string): 'br' | 'gzip' | undefined {
  const accepted = accepts
    .split(',')
    .map((part) => part.trim().split(';'))
    .filter(([, quality]) => !/^\s*q=0(\.0*)?$/u.test(quality ?? ''))
    .map(([name]) => name?.toLowerCase());
  return (['br', 'gzip'] as const).find((name) => accepted.includes(name));
}
