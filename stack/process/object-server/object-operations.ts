import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

import { queryValue, type WireRequest } from './canonical-request.ts';
import type { StoredObject } from './object-store.ts';
import { readToEnd, refuseUnsupported, sendEmpty, type S3Exchange } from './s3-exchange.ts';
import { S3Error } from './s3-error.ts';

const keptHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

export async function putObject(exchange: S3Exchange): Promise<void> {
  const { store, bucket, key } = exchange;
  refuseUnsupported(exchange);
  store.folder.object(bucket, key);
  await store.folder.requireBucket(bucket);
  const incoming = await store.folder.receive(exchange.body);
  await store.put(bucket, key, incoming, { etag: incoming.md5, headers: headersToKeep(exchange.request) });
  sendEmpty(exchange, 200, { etag: `"${incoming.md5}"` });
}

/** The headers that come back with the object. A presigned request may carry its metadata in the query. */
export function headersToKeep(request: WireRequest): Record<string, string> {
  const sent = [
    ...request.headers,
    ...request.query.map(([name, value]) => [name.toLowerCase(), value] as const),
  ];
  const kept = sent.filter(([name]) => name.startsWith('x-amz-meta-') || keptHeaders.includes(name));
  const headers = Object.fromEntries(kept);
  const encoding = headers['content-encoding']?.replace(/\s*aws-chunked\s*,?\s*/, '');
  if (encoding === '') delete headers['content-encoding'];
  else if (encoding !== undefined) headers['content-encoding'] = encoding;
  return headers;
}

export async function getObject(exchange: S3Exchange): Promise<void> {
  const { store, bucket, key, request, response } = exchange;
  await readToEnd(exchange.body);
  await store.folder.requireBucket(bucket);
  const found = await store.find(bucket, key);
  const range = parseRange(request.headers.get('range'), found.sizeBytes);
  const headers = { ...objectHeaders(found), ...overrides(request) };
  if (request.headers.get('if-none-match') === `"${found.etag}"`) {
    response.writeHead(304, { etag: headers['etag'] });
    response.end();
    return;
  }
  const length = range === undefined ? found.sizeBytes : range.end - range.start + 1;
  const partial =
    range === undefined ? {} : { 'content-range': `bytes ${range.start}-${range.end}/${found.sizeBytes}` };
  response.writeHead(range === undefined ? 200 : 206, { ...headers, ...partial, 'content-length': length });
  if (request.method === 'HEAD' || length === 0) response.end();
  else await pipeline(createReadStream(found.path, range ?? {}), response);
}

function objectHeaders(found: StoredObject): Record<string, string> {
  return {
    'content-type': 'binary/octet-stream',
    ...found.headers,
    'accept-ranges': 'bytes',
    etag: `"${found.etag}"`,
    'last-modified': found.modifiedAt.toUTCString(),
  };
}

function overrides(request: WireRequest): Record<string, string> {
  const asked = request.query.filter(([name]) => /^response-(cache|content)-[a-z]+$/.test(name));
  return Object.fromEntries(asked.map(([name, value]) => [name.slice('response-'.length), value]));
}

/** Inclusive byte positions of a single range; a header of another form is ignored, as HTTP asks. */
function parseRange(
  header: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (start > end) throw new S3Error('InvalidRange', 'The requested range is not satisfiable.');
  return { start, end };
}

export async function deleteObject(exchange: S3Exchange): Promise<void> {
  await readToEnd(exchange.body);
  await exchange.store.folder.requireBucket(exchange.bucket);
  await exchange.store.delete(exchange.bucket, exchange.key);
  sendEmpty(exchange, 204);
}

export async function uploadPart(exchange: S3Exchange): Promise<void> {
  const { store, uploads, bucket, key, request } = exchange;
  refuseUnsupported(exchange);
  const id = queryValue(request, 'uploadId') ?? '';
  await uploads.require(id, { bucket, key });
  const part = await store.folder.receive(exchange.body);
  try {
    await uploads.addPart(id, { bucket, key }, Number(queryValue(request, 'partNumber')), part);
  } finally {
    await rm(part.path, { force: true });
  }
  sendEmpty(exchange, 200, { etag: `"${part.md5}"` });
}
