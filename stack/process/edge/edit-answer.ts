import type { OutgoingHttpHeaders } from 'node:http';
import {
  brotliCompressSync,
  brotliDecompressSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateSync,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';
import type { FullRule } from './rule-book.ts';

/** The answer's headers as the rules make them. */
export function editAnswerHeaders(
  headers: OutgoingHttpHeaders,
  rules: readonly FullRule[],
): OutgoingHttpHeaders {
  const edited = { ...headers };
  for (const rule of rules) {
    for (const name of rule.removeHeaders) delete edited[name.toLowerCase()];
    for (const [name, value] of Object.entries(rule.setHeaders)) edited[name.toLowerCase()] = value;
  }
  return edited;
}

type Code = (bytes: Uint8Array) => Buffer;
const codecs: Readonly<Record<string, { readonly decode: Code; readonly encode: Code }>> = {
  gzip: { decode: gunzipSync, encode: gzipSync },
  br: { decode: brotliDecompressSync, encode: brotliCompressSync },
  deflate: { decode: inflateSync, encode: deflateSync },
  zstd: { decode: zstdDecompressSync, encode: zstdCompressSync },
  identity: { decode: (bytes) => Buffer.from(bytes), encode: (bytes) => Buffer.from(bytes) },
};

/** Replaces text in a body and sends it in the encoding in which it came, so that nothing else changes. */
export function rewriteBody(
  body: Buffer,
  headers: OutgoingHttpHeaders,
  rules: readonly FullRule[],
): { readonly body: Buffer; readonly headers: OutgoingHttpHeaders } {
  const codec = codecs[String(headers['content-encoding'] ?? 'identity')];
  // An encoding that nobody here can read: the body stays what it was, and the fault shows that it has no effect.
  if (codec === undefined) return { body, headers };
  let text = codec.decode(body).toString('utf8');
  for (const { replaceBody } of rules) {
    if (replaceBody !== undefined)
      text = text.replace(new RegExp(replaceBody.find, 'gu'), replaceBody.replace);
  }
  const rewritten = codec.encode(Buffer.from(text));
  const { etag: _tag, 'content-md5': _sum, ...kept } = headers;
  return { body: rewritten, headers: { ...kept, 'content-length': rewritten.length } };
}
