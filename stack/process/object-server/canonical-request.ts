import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { S3Error } from './s3-error.ts';

/** A request as it stood on the wire, taken apart once. */
export interface WireRequest {
  readonly method: string;
  /** Decoded path, with its leading slash. */
  readonly path: string;
  /** Decoded, in the order sent. */
  readonly query: ReadonlyArray<readonly [name: string, value: string]>;
  /** Lower-case name to the joined value. */
  readonly headers: ReadonlyMap<string, string>;
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Takes the request line and the headers apart. @throws S3Error where the path is not valid percent-encoding. */
export function wireRequest(message: IncomingMessage): WireRequest {
  const target = message.url ?? '/';
  const cut = target.indexOf('?');
  const rawPath = cut < 0 ? target : target.slice(0, cut);
  const rawQuery = cut < 0 ? '' : target.slice(cut + 1);
  return {
    method: message.method ?? 'GET',
    path: decode(rawPath),
    query: rawQuery.split('&').filter(Boolean).map(pair),
    headers: new Map(
      Object.entries(message.headersDistinct).map(([name, values]) => [name, (values ?? []).join(',')]),
    ),
  };
}

function pair(text: string): readonly [string, string] {
  const cut = text.indexOf('=');
  return cut < 0 ? [decode(text), ''] : [decode(text.slice(0, cut)), decode(text.slice(cut + 1))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new S3Error('InvalidArgument', `expected percent-encoded UTF-8, got ${text}`, { cause });
  }
}

/** The value of a query parameter, if it was sent. */
export function queryValue(request: WireRequest, name: string): string | undefined {
  return request.query.find(([key]) => key === name)?.[1];
}

/** RFC 3986 encoding as Signature Version 4 asks for it: all but the unreserved characters. */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The canonical request of Signature Version 4 in S3's dialect: the path is encoded once and not normalised. */
export function canonicalRequest(
  request: WireRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  return [
    request.method,
    request.path.split('/').map(uriEncode).join('/'),
    canonicalQuery(request),
    ...signedHeaders.map((name) => `${name}:${headerValue(request, name)}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function canonicalQuery(request: WireRequest): string {
  return request.query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([leftName, leftValue], [rightName, rightValue]) =>
      leftName === rightName ? order(leftValue, rightValue) : order(leftName, rightName),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function order(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function headerValue(request: WireRequest, name: string): string {
  return (request.headers.get(name) ?? '').trim().replace(/\s+/g, ' ');
}
