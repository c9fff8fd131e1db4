import { crc32, deflateSync } from 'node:zlib';
import type { Random } from './random.ts';

const width = 320;
const height = 240;

const chunk = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
};

type Colour = readonly [number, number, number];

const fill = (
  pixels: Buffer,
  left: number,
  top: number,
  wide: number,
  high: number,
  colour: Colour,
): void => {
  for (let y = top; y < top + high; y += 1) {
    for (let x = left; x < left + wide; x += 1) pixels.set(colour, y * (width * 3 + 1) + 1 + x * 3);
  }
};

const toPng = (pixels: Buffer): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a channel, RGB, no interlace.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** A drawing of a distribution board: a real PNG of 320 x 240, each one different. */
export const drawBoard = (random: Random): Buffer => {
  const pixels = Buffer.alloc((width * 3 + 1) * height);
  fill(pixels, 0, 0, width, height, [200 + random.whole(30), 196, 188]);
  fill(pixels, 30, 40, 260, 160, [245, 245, 242]);
  fill(pixels, 30, 112, 260, 4, [120, 124, 130]);
  for (let way = 0; way < 12; way += 1) {
    const left = 42 + way * 20;
    fill(pixels, left, 70, 16, 84, [60, 66, 74]);
    fill(pixels, left + 4, random.chance(85) ? 92 : 116, 8, 16, [
      random.whole(256),
      90 + random.whole(120),
      40,
    ]);
  }
  return toPng(pixels);
};

/** The stroke that a customer left on the screen: dark on white. */
export const drawSignature = (): Buffer => {
  const pixels = Buffer.alloc((width * 3 + 1) * height);
  fill(pixels, 0, 0, width, height, [255, 255, 255]);
  for (let x = 40; x < 280; x += 1) {
    fill(pixels, x, Math.round(120 + 40 * Math.sin(x / 17) * Math.cos(x / 41)), 1, 3, [16, 32, 44]);
  }
  return toPng(pixels);
};
