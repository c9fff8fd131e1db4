import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { z } from 'zod';
import { sendText, writeHead, type ServerAnswer, type ServerRequest } from '../proxy/exchange.ts';
import { compressionFor } from './compression.ts';

/** A folder that the front serves by itself, as nginx or Caddy would. */
export const frontFilesSchema = z.strictObject({
  /** Absolute. */
  folder: z.string().startsWith('/'),
  /** What is sent, with 200, where there is no such file; left out: 404. */
  fallback: z.string().optional(),
  /** The first whose expression matches the path decides. */
  rules: z.array(
    z.strictObject({
      path: z.string(),
      headers: z.record(z.string(), z.string()),
      /** The headers of the whole front are sent as well; nginx drops them where a location adds its own. */
      inherits: z.boolean(),
      /** A file that is not there is answered with the fallback here too. */
      fallsBack: z.boolean(),
    }),
  ),
});
export type FrontFiles = z.infer<typeof frontFilesSchema>;

/** By ending; anything else is sent as bytes. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'application/javascript',
  '.mjs': 'application/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain',
  '.xml': 'text/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface SendFileOptions {
  readonly files: FrontFiles;
  /** Of the whole front. */
  readonly headers: OutgoingHttpHeaders;
  readonly compress: boolean;
}

/** Answers with the file that the path names; with the fallback, or 404, where there is none. */
export async function sendFile(
  request: ServerRequest,
  response: ServerAnswer,
  { files, headers, compress }: SendFileOptions,
): Promise<void> {
  request.resume();
  const path = pathOf(request.url ?? '/');
  const rule = files.rules.find((each) => new RegExp(each.path, 'u').test(path ?? ''));
  const added = rule === undefined ? headers : { ...(rule.inherits ? headers : {}), ...rule.headers };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendText(response, 405, 'Not allowed', headers);
    return;
  }
  const fallback = rule?.fallsBack === false ? undefined : files.fallback;
  const found =
    (path === undefined ? undefined : await fileAt(files.folder, path)) ??
    (fallback === undefined ? undefined : await fileAt(files.folder, fallback));
  if (found === undefined) {
    sendText(response, 404, 'Not found', headers);
    return;
  }
  const { file, sizeBytes, modified } = found;
  const etag = `"${Math.floor(modified.getTime() / 1000).toString(16)}-${sizeBytes.toString(16)}"`;
  const own = {
    'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'content-length': String(sizeBytes),
    'last-modified': modified.toUTCString(),
    etag,
  };
  const seen = String(request.headers['if-none-match'] ?? '').replace(/^W\//u, '');
  if (seen === etag) {
    const { 'content-length': _, ...kept } = own;
    writeHead(response, 304, { ...kept, ...added });
    response.end();
    return;
  }
  const whole = { ...own, ...added };
  const compression = compress
    ? compressionFor(request, { statusCode: 200, headers: own }, whole)
    : undefined;
  writeHead(response, 200, compression?.headers ?? whole);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const done = (error: Error | null | undefined): void => {
    if (error) response.destroy();
  };
  const bytes = createReadStream(file);
  if (compression === undefined) pipeline(bytes, response, done);
  else pipeline(bytes, compression.stream, response, done);
}

/** The decoded path without query; undefined where it is none, or leads out of the folder. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/u, 1)[0] ?? '/');
    return path.includes('\0') || path.split('/').includes('..') ? undefined : path;
  } catch {
    return undefined;
  }
}

interface FoundFile {
  readonly file: string;
  readonly sizeBytes: number;
  readonly modified: Date;
}

/** The file itself, or a folder's index.html. */
async function fileAt(folder: string, path: string): Promise<FoundFile | undefined> {
  const named = join(folder, normalize(path));
  if (named !== folder && !named.startsWith(folder + sep)) return undefined;
  for (const file of [named, join(named, 'index.html')]) {
    const facts = await stat(file).catch(() => undefined);
    if (facts?.isFile() === true) return { file, sizeBytes: facts.size, modified: facts.mtime };
  }
  return undefined;
}
