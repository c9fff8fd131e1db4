import { canonicalRequest, sha256Hex, uriEncode } from '../canonical-request.ts';
import { sign, signingKeyOf } from '../signature-v4.ts';

export interface PresignInput {
  readonly endpoint: string;
  readonly method: string;
  /** Decoded, with its bucket. */
  readonly path: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly expiresInSeconds: number;
  readonly now: Date;
}

/** A presigned URL, as a client makes it. */
export function presign(input: PresignInput): string {
  const timestamp = input.now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${timestamp.slice(0, 8)}/${input.region}/s3/aws4_request`;
  const query: Array<[string, string]> = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${input.accessKeyId}/${scope}`],
    ['X-Amz-Date', timestamp],
    ['X-Amz-Expires', String(input.expiresInSeconds)],
    ['X-Amz-SignedHeaders', 'host'],
  ];
  const headers = new Map([['host', new URL(input.endpoint).host]]);
  const request = { method: input.method, path: input.path, query, headers };
  const canonical = canonicalRequest(request, ['host'], 'UNSIGNED-PAYLOAD');
  const text = ['AWS4-HMAC-SHA256', timestamp, scope, sha256Hex(canonical)].join('\n');
  query.push(['X-Amz-Signature', sign(signingKeyOf(input.secretAccessKey, scope), text)]);
  const parameters = query.map(([name, value]) => `${name}=${uriEncode(value)}`).join('&');
  return `${input.endpoint}${input.path.split('/').map(uriEncode).join('/')}?${parameters}`;
}
