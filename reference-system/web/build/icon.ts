import { encodePng } from './png.ts';

type Colour = readonly [number, number, number, number];
type Point = readonly [number, number];

const navy: Colour = [19, 33, 44, 255];
const amber: Colour = [255, 184, 28, 255];
const page: Colour = [255, 254, 251, 255];
const clear: Colour = [0, 0, 0, 0];

/** The bolt on the cover, in units of the icon's side. */
const bolt: readonly Point[] = [
  [0.585, 0.25],
  [0.4, 0.535],
  [0.525, 0.535],
  [0.47, 0.75],
  [0.68, 0.44],
  [0.55, 0.44],
];

const samples = 4;

function inRoundedBox(x: number, y: number, box: { x: number; y: number; w: number; h: number; r: number }) {
  const dx = Math.max(box.x + box.r - x, 0, x - (box.x + box.w - box.r));
  const dy = Math.max(box.y + box.r - y, 0, y - (box.y + box.h - box.r));
  return dx * dx + dy * dy <= box.r * box.r;
}

function inPolygon(x: number, y: number, polygon: readonly Point[]): boolean {
  let inside = false;
  polygon.forEach(([ax, ay], index) => {
    const [bx, by] = polygon[(index + 1) % polygon.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

/** A field notebook: amber cover with a spine, page edges to the right, a bolt on the cover. */
function colourAt(x: number, y: number, corner: number): Colour {
  if (!inRoundedBox(x, y, { x: 0, y: 0, w: 1, h: 1, r: corner })) return clear;
  if (inPolygon(x, y, bolt)) return navy;
  if (inRoundedBox(x, y, { x: 0.24, y: 0.16, w: 0.5, h: 0.68, r: 0.05 })) {
    return x > 0.31 && x < 0.335 ? navy : amber;
  }
  if (inRoundedBox(x, y, { x: 0.3, y: 0.185, w: 0.48, h: 0.63, r: 0.04 })) return page;
  return navy;
}

/** Shrinks the drawing towards the middle, so that a maskable icon keeps it in the safe zone. */
function scaled(value: number, scale: number): number {
  return (value - 0.5) / scale + 0.5;
}

/**
 * Draws the Fieldbook icon as a PNG file.
 * `maskable` fills the whole square and keeps the drawing in the middle 80 %.
 */
export function drawIcon(size: number, shape: 'rounded' | 'full' | 'maskable'): Buffer {
  const rgba = new Uint8Array(size * size * 4);
  const scale = shape === 'maskable' ? 0.82 : 1;
  const corner = shape === 'rounded' ? 0.2 : 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) rgba.set(pixel(x, y, { size, scale, corner }), (y * size + x) * 4);
  }
  return encodePng(size, rgba);
}

function pixel(x: number, y: number, how: { size: number; scale: number; corner: number }): number[] {
  const sum = [0, 0, 0, 0];
  for (let s = 0; s < samples * samples; s++) {
    const fx = (x + ((s % samples) + 0.5) / samples) / how.size;
    const fy = (y + (Math.floor(s / samples) + 0.5) / samples) / how.size;
    const colour =
      how.scale === 1
        ? colourAt(fx, fy, how.corner)
        : colourInSafeZone(scaled(fx, how.scale), scaled(fy, how.scale));
    const alpha = colour[3];
    for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (colour[c] ?? 0) * alpha;
    sum[3] = (sum[3] ?? 0) + alpha;
  }
  const alpha = sum[3] ?? 0;
  if (alpha === 0) return [0, 0, 0, 0];
  const channel = (c: number) => Math.round((sum[c] ?? 0) / alpha);
  return [channel(0), channel(1), channel(2), Math.round(alpha / (samples * samples))];
}

function colourInSafeZone(x: number, y: number): Colour {
  return x < 0 || x > 1 || y < 0 || y > 1 ? navy : colourAt(x, y, 0);
}
