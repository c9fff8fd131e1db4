import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import * as buckets from './bucket-operations.ts';
import { queryValue, wireRequest, type WireRequest } from './canonical-request.ts';
import * as multipart from './multipart-operations.ts';
import { MultipartUploads } from './multipart-uploads.ts';
import * as objects from './object-operations.ts';
import { ObjectStore } from './object-store.ts';
import { verifiedBody } from './request-body.ts';
import type { S3Operation } from './s3-exchange.ts';
import { S3Error } from './s3-error.ts';
import { authenticate, type Credentials } from './signature-v4.ts';

export interface EmulatorOptions extends Credentials {
  /** Everything that is stored lies under it; deleting it destroys all. */
  readonly folder: string;
  readonly region: string;
}

interface Route {
  readonly method: string;
  readonly on: 'service' | 'bucket' | 'object';
  /** Query parameters that must be there; the first route that fits is taken. */
  readonly query: readonly string[];
  readonly operation: S3Operation;
}

const routes: readonly Route[] = [
  { method: 'GET', on: 'service', query: [], operation: buckets.listBuckets },
  { method: 'HEAD', on: 'bucket', query: [], operation: buckets.headBucket },
  { method: 'GET', on: 'bucket', query: ['list-type'], operation: buckets.listObjects },
  { method: 'POST', on: 'bucket', query: ['delete'], operation: buckets.deleteObjects },
  { method: 'PUT', on: 'bucket', query: [], operation: buckets.createBucket },
  { method: 'DELETE', on: 'bucket', query: [], operation: buckets.deleteBucket },
  { method: 'POST', on: 'object', query: ['uploads'], operation: multipart.createMultipartUpload },
  { method: 'POST', on: 'object', query: ['uploadId'], operation: multipart.completeMultipartUpload },
  { method: 'DELETE', on: 'object', query: ['uploadId'], operation: multipart.abortMultipartUpload },
  { method: 'PUT', on: 'object', query: ['uploadId', 'partNumber'], operation: objects.uploadPart },
  { method: 'PUT', on: 'object', query: [], operation: objects.putObject },
  { method: 'GET', on: 'object', query: [], operation: objects.getObject },
  { method: 'HEAD', on: 'object', query: [], operation: objects.getObject },
  { method: 'DELETE', on: 'object', query: [], operation: objects.deleteObject },
];

/** Parameters of the query that ask for another operation than the plain one on the same path. */
const subresources = new Set([
  ...[
    'acl',
    'attributes',
    'cors',
    'encryption',
    'legal-hold',
    'lifecycle',
    'list-type',
    'location',
    'logging',
  ],
  ...[
    'notification',
    'object-lock',
    'ownershipControls',
    'partNumber',
    'policy',
    'replication',
    'restore',
    'retention',
  ],
  ...[
    'select',
    'tagging',
    'torrent',
    'uploadId',
    'uploads',
    'delete',
    'versionId',
    'versioning',
    'versions',
    'website',
  ],
]);

/** An HTTP server that answers as S3 does, for the requests of its table; any other is 501 NotImplemented. */
export function createEmulator(options: EmulatorOptions): Server {
  const store = new ObjectStore(options.folder);
  const uploads = new MultipartUploads(store.folder);
  const server = createServer((message, response) => {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    response.setHeader('server', 'golive-object-emulator');
    answer({ store, uploads }, options, message, response).catch((error: unknown) => {
      sendError(error, message, response, requestId);
    });
  });
  server.keepAliveTimeout = 65_000;
  return server;
}

async function answer(
  parts: { readonly store: ObjectStore; readonly uploads: MultipartUploads },
  options: EmulatorOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = wireRequest(message);
  const signed = authenticate(request, options, options.region, new Date());
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?([\s\S]*)$/.exec(request.path) ?? [];
  const operation = operationFor(request, bucket, key);
  // Leaving the loop early must not close the connection: the client is still owed its error.
  const raw: AsyncIterable<Buffer> = message.iterator({ destroyOnReturn: false });
  const body = verifiedBody(raw, request.headers, signed);
  await operation({ ...parts, region: options.region, bucket, key, request, body, response });
}

function operationFor(request: WireRequest, bucket: string, key: string): S3Operation {
  const on = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
  const asked = request.query.map(([name]) => name).filter((name) => subresources.has(name));
  const route = routes.find(
    (candidate) =>
      candidate.method === request.method &&
      candidate.on === on &&
      candidate.query.every((name) => queryValue(request, name) !== undefined) &&
      asked.every((name) => candidate.query.includes(name)),
  );
  if (route !== undefined) return route.operation;
  throw new S3Error(
    'NotImplemented',
    `this emulator has no ${request.method} on a ${on} with [${asked.join(', ')}]`,
  );
}

function sendError(
  error: unknown,
  message: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): void {
  const known =
    error instanceof S3Error ? error : new S3Error('InternalError', String(error), { cause: error });
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const path = (message.url ?? '/').split('?')[0] ?? '/';
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${known.toXml(path, requestId)}`;
  response.writeHead(known.status, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(xml),
  });
  response.end(message.method === 'HEAD' ? undefined : xml);
  message.resume();
}
