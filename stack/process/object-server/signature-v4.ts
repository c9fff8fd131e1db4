import { createHmac, timingSafeEqual } from 'node:crypto';

import { canonicalRequest, queryValue, sha256Hex, type WireRequest } from './canonical-request.ts';
import { S3Error } from './s3-error.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A request whose signature is right: what its body still has to be held against. */
export interface SignedRequest {
  /** `x-amz-content-sha256`: a hash, `UNSIGNED-PAYLOAD` or one of the `STREAMING-` words. */
  readonly payload: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly scope: string;
  readonly signingKey: Buffer;
}

interface Claim {
  readonly accessKeyId: string;
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly timestamp: string;
  readonly payload: string;
  /** Undefined for a signature in the Authorization header. */
  readonly expiresAfterSeconds: number | undefined;
}

const algorithm = 'AWS4-HMAC-SHA256';
const clockSkewMs = 15 * 60_000;
const longestPresignSeconds = 7 * 24 * 3600;

/**
 * Checks the signature of a request, in its header or (presigned) in its query.
 * @throws S3Error with status 403 for a stranger, a wrong key, a wrong signature or one that has expired.
 */
export function authenticate(
  request: WireRequest,
  credentials: Credentials,
  region: string,
  now: Date,
): SignedRequest {
  const claim = claimOf(request);
  if (claim === undefined) throw new S3Error('AccessDenied', 'Access Denied.');
  if (!sameText(claim.accessKeyId, credentials.accessKeyId)) {
    throw new S3Error(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  }
  checkScope(claim, region);
  checkTime(claim, now);
  checkSignedHeaders(request, claim);
  const signingKey = signingKeyOf(credentials.secretAccessKey, claim.scope);
  const canonical = canonicalRequest(request, claim.signedHeaders, claim.payload);
  const text = [algorithm, claim.timestamp, claim.scope, sha256Hex(canonical)].join('\n');
  if (!sameText(sign(signingKey, text), claim.signature)) {
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
  const { payload, signature, timestamp, scope } = claim;
  return { payload, signature, timestamp, scope, signingKey };
}

function claimOf(request: WireRequest): Claim | undefined {
  const header = request.headers.get('authorization');
  if (header !== undefined) return headerClaim(request, header);
  if (queryValue(request, 'X-Amz-Algorithm') === undefined) return undefined;
  const needed = (name: string): string => queryValue(request, name) ?? refuse(`the query has no ${name}`);
  const expires = Number(needed('X-Amz-Expires'));
  if (!Number.isInteger(expires) || expires < 1 || expires > longestPresignSeconds) {
    refuse(`X-Amz-Expires is not between 1 and ${longestPresignSeconds} seconds`);
  }
  if (needed('X-Amz-Algorithm') !== algorithm) refuse(`X-Amz-Algorithm is not ${algorithm}`);
  return {
    ...credential(needed('X-Amz-Credential')),
    signedHeaders: needed('X-Amz-SignedHeaders').split(';'),
    signature: needed('X-Amz-Signature'),
    timestamp: needed('X-Amz-Date'),
    payload: queryValue(request, 'X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    expiresAfterSeconds: expires,
  };
}

function headerClaim(request: WireRequest, header: string): Claim {
  const match =
    /^AWS4-HMAC-SHA256 +Credential=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  if (match === null) return refuse('the Authorization header is not of the form AWS4-HMAC-SHA256');
  const [, scope = '', signedHeaders = '', signature = ''] = match;
  return {
    ...credential(scope),
    signedHeaders: signedHeaders.split(';'),
    signature,
    timestamp: request.headers.get('x-amz-date') ?? refuse('there is no x-amz-date header'),
    payload: request.headers.get('x-amz-content-sha256') ?? refuse('there is no x-amz-content-sha256 header'),
    expiresAfterSeconds: undefined,
  };
}

function credential(text: string): { accessKeyId: string; scope: string } {
  const cut = text.indexOf('/');
  if (cut < 1) return refuse('the credential is not <key>/<date>/<region>/s3/aws4_request');
  return { accessKeyId: text.slice(0, cut), scope: text.slice(cut + 1) };
}

function checkScope(claim: Claim, region: string): void {
  const expected = `${claim.timestamp.slice(0, 8)}/${region}/s3/aws4_request`;
  if (claim.scope !== expected) refuse(`expected the credential scope ${expected}, got ${claim.scope}`);
}

function checkTime(claim: Claim, now: Date): void {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(claim.timestamp);
  if (match === null) return refuse('the request time is not of the form 20260131T120000Z');
  const [, year, month, day, hour, minute, second] = match;
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const ageMs = now.getTime() - signedAt;
  if (claim.expiresAfterSeconds === undefined) {
    if (Math.abs(ageMs) <= clockSkewMs) return;
    throw new S3Error(
      'RequestTimeTooSkewed',
      'The difference between the request time and the server time is too large.',
    );
  }
  if (ageMs < -clockSkewMs) throw new S3Error('AccessDenied', 'Request is not valid yet.');
  if (ageMs > claim.expiresAfterSeconds * 1000) throw new S3Error('AccessDenied', 'Request has expired.');
}

/** What S3 insists on: the host, and each x-amz header that is there, are part of the signature. */
function checkSignedHeaders(request: WireRequest, claim: Claim): void {
  const signed = new Set(claim.signedHeaders);
  const unsigned = [...request.headers.keys()].filter(
    (name) => name.startsWith('x-amz-') && !signed.has(name),
  );
  if (!signed.has('host')) unsigned.push('host');
  if (unsigned.length === 0) return;
  refuse(`There were headers present in the request which were not signed: ${unsigned.join(', ')}`);
}

/** The key that is derived from a secret for one day, region and service. */
export function signingKeyOf(secret: string, scope: string): Buffer {
  let key: Buffer = Buffer.from(`AWS4${secret}`);
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  return key;
}

/** Signs one text with a signing key; the streaming chunks are signed the same way. */
export function sign(signingKey: Buffer, text: string): string {
  return createHmac('sha256', signingKey).update(text).digest('hex');
}

/** Compares without telling by its duration where two texts differ. */
export function sameText(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Hex(left)), Buffer.from(sha256Hex(right)));
}

function refuse(message: string): never {
  throw new S3Error('AccessDenied', message);
}
