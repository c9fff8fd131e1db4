import bwipjs from 'bwip-js/node';
import type { QrSymbol } from '../../reports/phones/read-phones.ts';

/** A QR code of this text, as a grid. */
export function qrOf(text: string): QrSymbol {
  const [drawn] = bwipjs.raw({ bcid: 'qrcode', text });
  if (drawn === undefined || !('pixs' in drawn))
    throw new TypeError(`expected a QR code of "${text}", got none`);
  return { size: drawn.pixx, modules: [...drawn.pixs].join('') };
}

/** For a terminal with light letters on dark ground: two rows of modules a line, with the quiet zone around. */
export function qrForTerminal({ size, modules }: QrSymbol): string {
  const quiet = 2;
  const isDark = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < size && y < size && modules[y * size + x] === '1';
  const glyph = (x: number, y: number): string => {
    const [upper, lower] = [isDark(x, y), isDark(x, y + 1)];
    if (upper) return lower ? ' ' : '▄';
    return lower ? '▀' : '█';
  };
  const span = Array.from({ length: size + 2 * quiet }, (_, index) => index - quiet);
  const lines = span.filter((y) => (y + quiet) % 2 === 0);
  return lines.map((y) => span.map((x) => glyph(x, y)).join('')).join('\n');
}
