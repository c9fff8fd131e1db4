import { readFile } from 'node:fs/promises';
import { LoadError } from '../load-error.ts';
import type { FeedLine, FileBody } from '../plan.ts';

/** A body as it is sent; `contentType` where the body decides it (multipart boundary). */
interface RequestBody {
  bytes: string | Buffer | null;
  contentType?: string;
}

/** Files that the feed names, read once before the clock starts. */
export async function readFeedFiles(feed: readonly FeedLine[]): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const { body, name } of feed) {
    if (body === undefined || typeof body === 'string' || files.has(body.file)) continue;
    try {
      files.set(body.file, await readFile(body.file));
    } catch (cause) {
      const message = `${name}: expected a readable file to upload at ${body.file}, got ${String(cause)}`;
      throw new LoadError('file-missing', message, { cause });
    }
  }
  return files;
}

/** Puts a request's body together. */
export function requestBody(line: FeedLine, files: ReadonlyMap<string, Buffer>): RequestBody {
  if (line.body === undefined) return { bytes: null };
  if (typeof line.body === 'string') return { bytes: line.body };
  const content = files.get(line.body.file);
  if (content === undefined)
    throw new LoadError('file-missing', `${line.name}: ${line.body.file} was not read`);
  const boundary = `golive-${line.sequence}-7d1f0c`;
  return {
    bytes: multipart(line.body, content, boundary),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function multipart(body: FileBody, content: Buffer, boundary: string): Buffer {
  const fields = Object.entries(body.fields).map(([name, value]) => {
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  });
  const disposition = `content-disposition: form-data; name="${body.field}"; filename="${body.fileName}"`;
  const head = `${fields.join('')}--${boundary}\r\n${disposition}\r\ncontent-type: ${body.contentType}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from(`${body.suffix}\r\n--${boundary}--\r\n`)]);
}
