import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLuma } from '../../fixtures/camera/decode-frame.ts';
import { qrForTerminal, qrOf } from './qr.ts';

/** What a terminal with light letters on dark ground shows: each letter as two squares, one above the other. */
function pictureOf(lines: readonly string[], square: number) {
  const columns = lines[0]?.length ?? 0;
  const [width, height] = [columns * square, lines.length * 2 * square];
  const luma = new Uint8Array(width * height).fill(16);
  for (let at = 0; at < luma.length; at += 1) {
    const [x, y] = [Math.floor((at % width) / square), Math.floor(at / width / square)];
    const glyph = lines[Math.floor(y / 2)]?.[x];
    if (glyph === '█' || glyph === (y % 2 === 0 ? '▀' : '▄')) luma[at] = 235;
  }
  return { width, height, luma };
}

test('a code in a terminal is read by a decoder, short or long', async () => {
  for (const text of ['golive-phone:x', `https://192.168.100.200:8443/p/${'a1B2'.repeat(8)}/`]) {
    const lines = qrForTerminal(qrOf(text)).split('\n');
    assert.deepEqual(await decodeLuma(pictureOf(lines, 6)), { symbology: 'qr', value: text });
  }
});
