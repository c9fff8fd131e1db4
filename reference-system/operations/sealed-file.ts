import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/*
 * A sealed file is: FBSEAL1 and a line feed, 16 bytes of salt, the content in AES-256-GCM, 16 bytes of tag. Each file
 * has a key of its own, HKDF-SHA-256 of the backup's key and the salt, so that a nonce of zeros is used once only. The
 * file's name within the backup is authenticated with it: no file can stand in for another.
 */
const magic = Buffer.from('FBSEAL1\n');
const saltBytes = 16;
const headBytes = magic.length + saltBytes;
const tagBytes = 16;
const nonce = Buffer.alloc(12);

const fileKey = (key: Buffer, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, 'fieldbook backup file', 32));

/** Ends the name of every file that is sealed. */
export const sealedSuffix = '.enc';

/** The bytes of a sealed file, as they come. `name` is the file's own within the backup. */
export async function* seal(
  content: AsyncIterable<Uint8Array>,
  key: Buffer,
  name: string,
): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(saltBytes);
  const cipher = createCipheriv('aes-256-gcm', fileKey(key, salt), nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(name));
  yield Buffer.concat([magic, salt]);
  for await (const chunk of content) yield cipher.update(chunk);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/**
 * The content of a sealed file, as it is opened. It is authentic only once the stream has ended well: with another
 * key, another name or a changed byte it ends with an error, after bytes that mean nothing.
 */
export async function* unseal(path: string, key: Buffer, name: string): AsyncGenerator<Uint8Array> {
  const { salt, tag, content } = await readFrame(path);
  const decipher = createDecipheriv('aes-256-gcm', fileKey(key, salt), nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
  for await (const chunk of content) yield decipher.update(chunk as Buffer);
  try {
    yield decipher.final();
  } catch {
    throw new Error(`${name}: BACKUP_KEY is not the key that it was sealed with, or the file was changed`);
  }
}

const readFrame = async (path: string): Promise<{ salt: Buffer; tag: Buffer; content: ReadStream }> => {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const [head, tag] = [Buffer.alloc(headBytes), Buffer.alloc(tagBytes)];
    await file.read(head, 0, headBytes, 0);
    if (size < headBytes + tagBytes || !head.subarray(0, magic.length).equals(magic))
      throw new Error(`${path}: expected a sealed file, got another or one that was cut`);
    await file.read(tag, 0, tagBytes, size - tagBytes);
    // `end` is the last byte that is read; of an empty content there is none.
    const range = { start: headBytes, end: Math.max(headBytes, size - tagBytes - 1) };
    const content = createReadStream(path, size === headBytes + tagBytes ? { start: size } : range);
    return { salt: head.subarray(magic.length), tag, content };
  } finally {
    await file.close();
  }
};

/** Writes a file whole or not at all: it takes its name once the content has ended well. */
export const writeWhole = async (content: AsyncIterable<Uint8Array>, path: string): Promise<void> => {
  const part = `${path}.part`;
  try {
    await pipeline(content, createWriteStream(part, { mode: 0o600 }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};
