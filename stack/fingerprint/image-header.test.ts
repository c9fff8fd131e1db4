import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PNG } from 'pngjs';
import { readImageHeader } from './image-header.ts';

const read = (bytes: Buffer, sizeBytes = bytes.length) =>
  readImageHeader(bytes, bytes.subarray(-16), sizeBytes);
const png = PNG.sync.write(new PNG({ width: 640, height: 480 }));
const exif = Buffer.concat([Buffer.from('ffe10802', 'hex'), Buffer.alloc(0x800)]);
const jpeg = Buffer.concat([
  Buffer.from('ffd8', 'hex'),
  exif,
  Buffer.from('ffc40004aaaa', 'hex'),
  Buffer.from('ffc20011080438078003012200021101031101', 'hex'),
  Buffer.from('ffda0000ffd9', 'hex'),
]);

function webp(chunk: string, payload: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(`WEBP${chunk}`, 'latin1'), Buffer.alloc(4), payload]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}

describe('readImageHeader', () => {
  it('reads PNG, progressive JPEG behind its EXIF, and the three kinds of WebP', () => {
    assert.deepEqual(read(png), { format: 'png', widthPx: 640, heightPx: 480 });
    assert.deepEqual(read(jpeg), { format: 'jpeg', widthPx: 1920, heightPx: 1080 });
    const extended = webp('VP8X', Buffer.from('000000007f0200df0100', 'hex'));
    assert.deepEqual(read(extended), { format: 'webp', widthPx: 640, heightPx: 480 });
    const lossy = webp('VP8 ', Buffer.from('0000009d012a8002e001', 'hex'));
    assert.deepEqual(read(lossy), { format: 'webp', widthPx: 640, heightPx: 480 });
    const lossless = webp('VP8L', Buffer.from('2f7fc2770000000000000000', 'hex'));
    assert.deepEqual(read(lossless), { format: 'webp', widthPx: 640, heightPx: 480 });
  });

  it('takes nothing else for a picture, nor one that is visibly cut or empty', () => {
    const cases = {
      empty: Buffer.alloc(0),
      text: Buffer.from('<html>Please sign in to continue to the photo</html>'),
      'cut png': png.subarray(0, png.length - 3),
      'jpeg without a frame': Buffer.from('ffd8ffd9ffd9ffd9ffd9ffd9', 'hex'),
      'jpeg cut in its EXIF': jpeg.subarray(0, 100),
      'no width': PNG.sync.write(new PNG({ width: 640, height: 480 })).fill(0, 16, 20),
    };
    for (const [name, bytes] of Object.entries(cases)) assert.equal(read(bytes), null, name);
    const cutWebp = webp('VP8X', Buffer.from('000000007f0200df0100', 'hex'));
    cutWebp.writeUInt32LE(5000, 4);
    assert.equal(read(cutWebp), null, 'cut webp');
  });
});
