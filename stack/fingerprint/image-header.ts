import type { ImageHeader } from './fingerprint.ts';

/** How many bytes of an object are enough for most headers: a JPEG's frame lies behind its EXIF and preview. */
export const imageHeadBytes = 512 * 1024;

/** How many of the last bytes: what follows a PNG's last chunk is ignored by every reader, a note of the camera say. */
export const imageTailBytes = 256;

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');
const pngEnd = Buffer.from('0000000049454e44ae426082', 'hex');

/**
 * Format and dimensions from the first bytes of an object; null where it is no PNG, JPEG or WebP, has no size, or
 * is visibly cut (a PNG without its last chunk, a WebP shorter than it says). Pixels are not decoded.
 */
export function readImageHeader(head: Buffer, tail: Buffer, sizeBytes: number): ImageHeader | null {
  const header = readPng(head, tail) ?? readJpeg(head) ?? readWebp(head, sizeBytes);
  return header !== null && header.widthPx > 0 && header.heightPx > 0 ? header : null;
}

function readPng(head: Buffer, tail: Buffer): ImageHeader | null {
  if (head.length < 33 || head[0] !== pngSignature[0] || !head.subarray(0, 8).equals(pngSignature))
    return null;
  if (head.toString('latin1', 12, 16) !== 'IHDR' || !tail.includes(pngEnd)) return null;
  return { format: 'png', widthPx: head.readUInt32BE(16), heightPx: head.readUInt32BE(20) };
}

function readJpeg(head: Buffer): ImageHeader | null {
  if (head.length < 4 || head.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // SOF0 to SOF15, without the tables DHT, JPG and DAC that lie between them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { format: 'jpeg', heightPx: head.readUInt16BE(at + 5), widthPx: head.readUInt16BE(at + 7) };
    }
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + head.readUInt16BE(at + 2);
  }
  return null;
}

function readWebp(head: Buffer, sizeBytes: number): ImageHeader | null {
  if (head.length < 30 || head.toString('latin1', 0, 4) !== 'RIFF') return null;
  if (head.toString('latin1', 8, 12) !== 'WEBP' || head.readUInt32LE(4) + 8 > sizeBytes) return null;
  const chunk = head.toString('latin1', 12, 16);
  if (chunk === 'VP8X') {
    return { format: 'webp', widthPx: head.readUIntLE(24, 3) + 1, heightPx: head.readUIntLE(27, 3) + 1 };
  }
  if (chunk === 'VP8L' && head[20] === 0x2f) {
    const bits = head.readUInt32LE(21);
    return { format: 'webp', widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk === 'VP8 ' && head.readUIntBE(23, 3) === 0x9d012a) {
    return {
      format: 'webp',
      widthPx: head.readUInt16LE(26) & 0x3fff,
      heightPx: head.readUInt16LE(28) & 0x3fff,
    };
  }
  return null;
}
