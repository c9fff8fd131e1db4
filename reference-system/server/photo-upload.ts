import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { BusboyHeaders, BusboyInstance } from '@fastify/busboy';
import type { Photo } from './contract.ts';
import { ApiError, invalid } from './errors.ts';
import { imageTypeBytes, imageTypeOf } from './image-type.ts';

export const maxPhotoBytes = 25_000_000;
const maxPhotos = 20;

/** A photo that was received whole into a temporary file. */
export interface ReceivedPhoto {
  path: string;
  fileName: string;
  contentType: Photo['contentType'];
  sizeBytes: number;
  sha256: string;
}

export interface ReceivedPhotos extends AsyncDisposable {
  photos: ReceivedPhoto[];
}

const unsupported = (): ApiError =>
  new ApiError(415, 'unsupported_media_type', 'Only JPEG, PNG or WebP photos can be added', {
    field: 'photos',
  });
const tooLarge = (): ApiError =>
  new ApiError(413, 'payload_too_large', 'A photo may have at most 25 MB', { field: 'photos' });

/**
 * Passes a file through while it measures, hashes and recognises it, so that it is never held in memory. What is no
 * picture is still read to its end, but not kept: only then the form goes on and the refusal can be answered.
 */
const inspect = (): {
  through: Transform;
  result(): Pick<ReceivedPhoto, 'contentType' | 'sizeBytes' | 'sha256'>;
} => {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let sizeBytes = 0;
  const refused = (): boolean => head.length >= imageTypeBytes && imageTypeOf(head) === null;
  const through = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      if (head.length < imageTypeBytes)
        head = Buffer.concat([head, chunk.subarray(0, imageTypeBytes - head.length)]);
      if (refused()) {
        done();
        return;
      }
      sizeBytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const result = () => {
    const contentType = imageTypeOf(head);
    if (!contentType || head.length < imageTypeBytes) throw unsupported();
    return { contentType, sizeBytes, sha256: hash.digest('hex') };
  };
  return { through, result };
};

// Control characters do not belong into a name; a path is not kept.
const safeName = (name: string | undefined): string =>
  (name ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.trim()
    .slice(0, 200) || 'photo';

const receiveOne = async (
  file: Readable & { truncated?: boolean },
  name: string | undefined,
  path: string,
): Promise<ReceivedPhoto> => {
  const { through, result } = inspect();
  await pipeline(file, through, createWriteStream(path));
  const recognised = result();
  if (file.truncated) throw tooLarge();
  return { path, fileName: safeName(name), ...recognised };
};

const openForm = (incoming: IncomingMessage): BusboyInstance => {
  const contentType = incoming.headers['content-type'];
  if (!contentType?.toLowerCase().startsWith('multipart/form-data')) {
    throw new ApiError(415, 'unsupported_media_type', 'Photos are sent as multipart/form-data', {
      field: 'photos',
    });
  }
  const headers: BusboyHeaders = { ...incoming.headers, 'content-type': contentType };
  try {
    return new Busboy({
      headers,
      limits: { fileSize: maxPhotoBytes, files: maxPhotos + 1, fields: 20, parts: maxPhotos + 20 },
    });
  } catch {
    throw invalid('photos', 'The form could not be read');
  }
};

/** The size of the form that can hold only photos within the limits. */
const refuseHugeForm = (incoming: IncomingMessage): void => {
  if (Number(incoming.headers['content-length'] ?? 0) > maxPhotos * (maxPhotoBytes + 10_000))
    throw tooLarge();
};

const receiveAll = (incoming: IncomingMessage, folder: string): Promise<ReceivedPhoto[]> =>
  new Promise((resolve, reject) => {
    const form = openForm(incoming);
    const received: Promise<ReceivedPhoto>[] = [];
    form.on('file', (field, file, name) => {
      if (field !== 'photos') {
        received.push(
          Promise.reject(invalid(String(field).slice(0, 60), 'Photos are sent in the field photos')),
        );
        file.resume();
      } else received.push(receiveOne(file, name, join(folder, String(received.length))));
      // A refusal is answered at the end of the form; a failure of our own (a full disk) ends it at once.
      received.at(-1)?.catch((error: unknown) => {
        if (!(error instanceof ApiError)) reject(error);
      });
    });
    form.on('error', () => reject(invalid('photos', 'The form could not be read')));
    form.on('finish', () => void Promise.all(received).then(resolve, reject));
    // A client that went away: nobody reads the answer, but the temporary files must go.
    incoming.on('close', () => {
      if (!incoming.complete) reject(invalid('photos', 'The upload was cut off'));
    });
    incoming.pipe(form);
  });

/** Receives a form's photos into temporary files, which go when the result is disposed of. */
export const receivePhotos = async (incoming: IncomingMessage): Promise<ReceivedPhotos> => {
  refuseHugeForm(incoming);
  const folder = await mkdtemp(join(tmpdir(), 'fieldbook-upload-'));
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const photos = await receiveAll(incoming, folder);
    if (photos.length === 0) throw invalid('photos', 'At least one photo is needed');
    if (photos.length > maxPhotos)
      throw invalid('photos', `At most ${maxPhotos} photos can be added at once`);
    return { photos, [Symbol.asyncDispose]: discard };
  } catch (error) {
    await discard();
    throw error;
  }
};
