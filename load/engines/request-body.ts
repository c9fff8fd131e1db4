import { readFileSync } from 'node:fs';
import { LoadError } from '../load-error.ts';
import { multipartFrame } from '../multipart.ts';
import type { FeedLine } from '../plan.ts';

/** A body as it is sent; `contentType` where the body decides it (multipart boundary). */
interface RequestBody {
  bytes: string | Buffer;
  contentType?: string;
}

/** The files that a plan names, read once before the clock starts. */
export function readPlanFiles(files: readonly string[]): ReadonlyMap<string, Buffer> {
  return new Map(files.map((file) => [file, readPlanFile(file)]));
}

function readPlanFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const message = `plan.files: expected a readable file to upload at ${file}, got ${String(cause)}`;
    throw new LoadError('file-missing', message, { cause });
  }
}

/** Puts a request's body together; empty where it has none. */
export function requestBody(line: FeedLine, files: ReadonlyMap<string, Buffer>): RequestBody {
  const { body, sequence, name } = line;
  if (body === undefined) return { bytes: '' };
  if (typeof body === 'string') return { bytes: body };
  const content = files.get(body.file);
  if (content === undefined)
    throw new LoadError('file-missing', `${name}: ${body.file} is not in plan.files`);
  const { head, tail, contentType } = multipartFrame(body, sequence);
  return { bytes: Buffer.concat([Buffer.from(head), content, Buffer.from(tail)]), contentType };
}
