import { gzipSync } from 'node:zlib';
import pg from 'pg';
import type { Reply } from './call.ts';
import type { ErrorBody } from './contract.ts';
import { ApiError } from './errors.ts';

const minGzipBytes = 1_024;

const accepts = (acceptEncoding: string | undefined, encoding: string): boolean =>
  new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`, 'i').test(acceptEncoding ?? '');

/** A reply as a response; JSON is compressed when the client takes gzip and it is worth it. */
export const toResponse = (reply: Reply, acceptEncoding: string | undefined): Response => {
  const headers = new Headers({ 'cache-control': 'no-store', ...reply.headers });
  if (reply.content) return contentResponse(reply.status, reply.content, headers);
  if (reply.json === undefined) return new Response(null, { status: reply.status, headers });
  headers.set('content-type', 'application/json; charset=utf-8');
  headers.set('vary', 'accept-encoding');
  const bytes = Buffer.from(JSON.stringify(reply.json));
  if (bytes.length < minGzipBytes || !accepts(acceptEncoding, 'gzip'))
    return new Response(bytes, { status: reply.status, headers });
  headers.set('content-encoding', 'gzip');
  return new Response(gzipSync(bytes, { level: 4 }), { status: reply.status, headers });
};

const contentResponse = (
  status: number,
  content: NonNullable<Reply['content']>,
  headers: Headers,
): Response => {
  headers.set('content-type', content.type);
  if (content.bytes !== undefined) headers.set('content-length', String(content.bytes));
  if (content.disposition) headers.set('content-disposition', content.disposition);
  const body = content.body instanceof Uint8Array ? new Uint8Array(content.body) : content.body;
  return new Response(body, { status, headers });
};

/** A refusal as a reply. */
export const refusal = (error: ApiError): Reply => {
  const { field, current, retryAfterS } = error.detail;
  const json: ErrorBody = {
    error: {
      code: error.code,
      message: error.message,
      ...(field ? { field } : {}),
      ...(current ? { current } : {}),
    },
  };
  const headers: Record<string, string> = {};
  if (retryAfterS !== undefined) headers['retry-after'] = String(retryAfterS);
  if (error.status === 401) headers['www-authenticate'] = 'Bearer';
  return { status: error.status, json, headers };
};

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'TimeoutError',
]);
const isConnectionFailure = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && connectionCodes.has(String(error.code))) ||
    connectionCodes.has(error.name) ||
    /^Connection terminated|timeout exceeded when trying to connect|^Client has encountered a connection error/.test(
      error.message,
    ) ||
    (error instanceof AggregateError && error.errors.some(isConnectionFailure)));

/** What went wrong, as the client is told it: data that the database refuses is the client's mistake, not a 500. */
export const asApiError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
  if (code === '23505') return new ApiError(409, 'already_exists', 'A record with this value exists already');
  if (code === '23503')
    return new ApiError(400, 'validation_failed', 'The request names a record that does not exist');
  if (code === '23514' || code.startsWith('22'))
    return new ApiError(400, 'validation_failed', 'The request has a value that cannot be stored');
  const unavailable = ['57P01', '57P02', '57P03', '53300', '57014'].includes(code) || code.startsWith('08');
  if (unavailable || isConnectionFailure(error)) {
    return new ApiError(503, 'unavailable', 'The service is not available right now. Please try again', {
      retryAfterS: 2,
    });
  }
  return new ApiError(500, 'internal_error', 'Something went wrong on our side');
};
