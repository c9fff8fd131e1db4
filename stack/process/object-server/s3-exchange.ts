import type { ServerResponse } from 'node:http';

import type { WireRequest } from './canonical-request.ts';
import type { MultipartUploads } from './multipart-uploads.ts';
import type { ObjectStore } from './object-store.ts';
import { S3Error } from './s3-error.ts';

/** What every operation of the emulator is given: a request that has already proved who sent it. */
export interface S3Exchange {
  readonly store: ObjectStore;
  readonly uploads: MultipartUploads;
  readonly region: string;
  readonly bucket: string;
  /** Empty for an operation on the bucket itself. */
  readonly key: string;
  readonly request: WireRequest;
  /** The body's bytes; reading them to the end proves that they are the ones that were signed. */
  readonly body: AsyncIterable<Buffer>;
  readonly response: ServerResponse;
}

export type S3Operation = (exchange: S3Exchange) => Promise<void>;

export function sendXml(exchange: S3Exchange, xml: string): void {
  exchange.response.writeHead(200, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(xml),
  });
  exchange.response.end(xml);
}

export function sendEmpty(exchange: S3Exchange, status: number, headers: Record<string, string> = {}): void {
  exchange.response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': '0' });
  exchange.response.end();
}

/** Reads a body to its end where an operation takes none, so that its hash is checked all the same. */
export async function readToEnd(body: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of body) void piece;
}

/** Refuses the headers that would change what is stored in a way that this emulator does not do. */
export function refuseUnsupported(exchange: S3Exchange): void {
  const unsupported = [...exchange.request.headers.keys()].find(
    (name) =>
      name === 'x-amz-copy-source' ||
      name === 'x-amz-tagging' ||
      name.startsWith('x-amz-server-side-encryption') ||
      name.startsWith('x-amz-object-lock') ||
      (exchange.request.method === 'PUT' && (name === 'if-match' || name === 'if-none-match')),
  );
  if (unsupported === undefined) return;
  throw new S3Error('NotImplemented', `this emulator does not do what ${unsupported} asks for`);
}
