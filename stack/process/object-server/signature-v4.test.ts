import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { decodeChunks } from './aws-chunked.ts';
import type { WireRequest } from './canonical-request.ts';
import { authenticate, type SignedRequest } from './signature-v4.ts';

// The examples of Amazon's own documentation of Signature Version 4 for S3.
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const now = new Date('2013-05-24T00:00:00Z');
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const scope = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';

function authorization(signedHeaders: string, signature: string): string {
  return `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${signedHeaders},Signature=${signature}`;
}

const get: WireRequest = {
  method: 'GET',
  path: '/test.txt',
  query: [],
  headers: new Map([
    ['host', 'examplebucket.s3.amazonaws.com'],
    ['range', 'bytes=0-9'],
    ['x-amz-content-sha256', emptyHash],
    ['x-amz-date', '20130524T000000Z'],
    [
      'authorization',
      authorization(
        'host;range;x-amz-content-sha256;x-amz-date',
        'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      ),
    ],
  ]),
};

const presigned: WireRequest = {
  method: 'GET',
  path: '/test.txt',
  query: [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', scope],
    ['X-Amz-Date', '20130524T000000Z'],
    ['X-Amz-Expires', '86400'],
    ['X-Amz-SignedHeaders', 'host'],
    ['X-Amz-Signature', 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404'],
  ],
  headers: new Map([['host', 'examplebucket.s3.amazonaws.com']]),
};

const chunked: WireRequest = {
  method: 'PUT',
  path: '/examplebucket/chunkObject.txt',
  query: [],
  headers: new Map([
    ['host', 's3.amazonaws.com'],
    ['x-amz-date', '20130524T000000Z'],
    ['x-amz-storage-class', 'REDUCED_REDUNDANCY'],
    ['x-amz-content-sha256', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'],
    ['content-encoding', 'aws-chunked'],
    ['x-amz-decoded-content-length', '66560'],
    ['content-length', '66824'],
    [
      'authorization',
      authorization(
        'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
        '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
      ),
    ],
  ]),
};

const chunks: ReadonlyArray<readonly [sizeBytes: number, signature: string]> = [
  [65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'],
  [1024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'],
  [0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'],
];

function check(request: WireRequest, at = now, region = 'us-east-1'): SignedRequest {
  return authenticate(request, credentials, region, at);
}

function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  return { ...request, headers: new Map([...request.headers, [name, value]]) };
}

describe('Signature Version 4', () => {
  it("accepts Amazon's own examples: in the header, in the query and before a streamed body", () => {
    assert.equal(check(get).payload, emptyHash);
    assert.equal(check(presigned).payload, 'UNSIGNED-PAYLOAD');
    assert.equal(check(chunked).payload, 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  });

  const refusals: ReadonlyArray<readonly [what: string, code: string, attempt: () => unknown]> = [
    ['no signature', 'AccessDenied', () => check({ ...get, headers: new Map([['host', 'x']]) })],
    ['another scheme', 'AccessDenied', () => check(withHeader(get, 'authorization', 'Basic YTpi'))],
    ['another path', 'SignatureDoesNotMatch', () => check({ ...get, path: '/other.txt' })],
    ['another method', 'SignatureDoesNotMatch', () => check({ ...get, method: 'DELETE' })],
    ['another range', 'SignatureDoesNotMatch', () => check(withHeader(get, 'range', 'bytes=0-99'))],
    ['a query that was added', 'SignatureDoesNotMatch', () => check({ ...get, query: [['acl', '']] })],
    ['an unsigned x-amz header', 'AccessDenied', () => check(withHeader(get, 'x-amz-acl', 'public-read'))],
    ['another region', 'AccessDenied', () => check(get, now, 'eu-central-1')],
    ['an old request', 'RequestTimeTooSkewed', () => check(get, new Date('2013-05-24T00:16:00Z'))],
    ['a future request', 'RequestTimeTooSkewed', () => check(get, new Date('2013-05-23T23:44:00Z'))],
    ['an expired URL', 'AccessDenied', () => check(presigned, new Date('2013-05-25T00:00:01Z'))],
    [
      'an unknown key',
      'InvalidAccessKeyId',
      () => authenticate(get, { ...credentials, accessKeyId: 'ANOTHER' }, 'us-east-1', now),
    ],
    [
      'a wrong secret',
      'SignatureDoesNotMatch',
      () => authenticate(presigned, { ...credentials, secretAccessKey: 'wrong' }, 'us-east-1', now),
    ],
  ];
  for (const [what, code, attempt] of refusals) {
    it(`refuses ${what}`, () => assert.throws(attempt, { name: 'S3Error', code, status: 403 }));
  }
});

describe('a body in signed chunks', () => {
  const body = (letter: string): Buffer =>
    Buffer.concat(
      chunks.map(([sizeBytes, signature]) =>
        Buffer.from(
          `${sizeBytes.toString(16)};chunk-signature=${signature}\r\n${letter.repeat(sizeBytes)}\r\n`,
        ),
      ),
    );

  async function decoded(bytes: Buffer, pieceBytes: number): Promise<string> {
    const pieces: Buffer[] = [];
    for await (const piece of decodeChunks(cut(bytes, pieceBytes), check(chunked), new Map()))
      pieces.push(piece);
    return Buffer.concat(pieces).toString();
  }

  for (const pieceBytes of [1, 7, 4096, 1_000_000]) {
    it(`is read whole when it arrives in pieces of ${pieceBytes} bytes`, async () => {
      assert.equal(await decoded(body('a'), pieceBytes), 'a'.repeat(66_560));
    });
  }

  it('is refused when its bytes were changed', async () => {
    await assert.rejects(decoded(body('b'), 4096), { code: 'SignatureDoesNotMatch' });
  });

  it('is refused when it is cut short', async () => {
    await assert.rejects(decoded(body('a').subarray(0, 66_000), 4096), { code: 'IncompleteBody' });
  });

  it('is refused when a chunk was left out', async () => {
    const whole = body('a');
    const second = whole.indexOf('400;chunk-signature');
    const last = whole.indexOf('0;chunk-signature', second + 10);
    const without = Buffer.concat([whole.subarray(0, second), whole.subarray(last)]);
    await assert.rejects(decoded(without, 4096), { code: 'SignatureDoesNotMatch' });
  });
});

async function* cut(bytes: Buffer, pieceBytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}
