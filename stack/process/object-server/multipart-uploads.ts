import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isSystemError, statOf, type Incoming, type ObjectFolder } from './object-folder.ts';
import { S3Error } from './s3-error.ts';

export interface RequestedPart {
  readonly number: number;
  readonly etag: string;
}

interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
}

const leastPartBytes = 5 * 1024 * 1024;
const mostParts = 10_000;

/** Uploads in parts: a folder each, until they are completed or aborted. */
export class MultipartUploads {
  readonly #folder: ObjectFolder;

  constructor(folder: ObjectFolder) {
    this.#folder = folder;
  }

  async start(upload: Upload): Promise<string> {
    const id = randomUUID();
    const folder = this.#folder.upload(id);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'upload.json'), JSON.stringify(upload));
    return id;
  }

  /** Keeps one part.. */
  async addPart(
    id: string,
    upload: Pick<Upload, 'bucket' | 'key'>,
    number: number,
    part: Incoming,
  ): Promise<void> {
    if (!Number.isInteger(number) || number < 1 || number > mostParts) {
      throw new S3Error('InvalidArgument', `expected a part number from 1 to ${mostParts}, got ${number}`);
    }
    await this.require(id, upload);
    const folder = this.#folder.upload(id);
    await rename(part.path, join(folder, `${number}`));
    await writeFile(join(folder, `${number}.md5`), part.md5);
  }

  /** The parts in order as one body, and the ETag of the whole. */
  async assemble(
    id: string,
    requested: readonly RequestedPart[],
  ): Promise<{ body: AsyncIterable<Buffer>; etag: string }> {
    if (requested.length === 0) throw new S3Error('MalformedXML', 'expected at least one part, got none');
    const etags: string[] = [];
    for (const [index, part] of requested.entries()) {
      const before = requested[index - 1];
      if (before !== undefined && before.number >= part.number) {
        throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
      }
      etags.push(await this.#checkPart(id, part, index === requested.length - 1));
    }
    const whole = createHash('md5')
      .update(Buffer.from(etags.join(''), 'hex'))
      .digest('hex');
    const paths = requested.map((part) => join(this.#folder.upload(id), `${part.number}`));
    return { body: concatenated(paths), etag: `${whole}-${requested.length}` };
  }

  async remove(id: string): Promise<void> {
    await rm(this.#folder.upload(id), { recursive: true, force: true });
  }

  /** @throws S3Error NoSuchUpload when it is unknown or belongs to another key. */
  async require(id: string, expected: Pick<Upload, 'bucket' | 'key'>): Promise<Upload> {
    const upload = await this.#read(id);
    if (upload?.bucket === expected.bucket && upload.key === expected.key) return upload;
    throw new S3Error('NoSuchUpload', 'The specified upload does not exist.');
  }

  async #read(id: string): Promise<Upload | undefined> {
    try {
      return parseUpload(await readFile(join(this.#folder.upload(id), 'upload.json'), 'utf8'));
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  async #checkPart(id: string, part: RequestedPart, isLast: boolean): Promise<string> {
    const path = join(this.#folder.upload(id), `${part.number}`);
    const found = await statOf(path);
    const etag = found === undefined ? undefined : await readFile(`${path}.md5`, 'utf8');
    if (found === undefined || etag === undefined || etag !== part.etag) {
      throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
    }
    if (!isLast && Number(found.size) < leastPartBytes) {
      throw new S3Error(
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed object size.',
      );
    }
    return etag;
  }
}

async function* concatenated(paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) {
    for await (const piece of createReadStream(path)) yield piece;
  }
}

function parseUpload(text: string): Upload {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('bucket' in value) || !('key' in value)) {
    throw new S3Error('InternalError', 'the record of this upload cannot be read');
  }
  const headers = 'headers' in value && typeof value.headers === 'object' ? value.headers : null;
  const texts = Object.entries(headers ?? {}).map(([name, content]) => [name, String(content)] as const);
  return { bucket: String(value.bucket), key: String(value.key), headers: Object.fromEntries(texts) };
}
