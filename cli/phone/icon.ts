import { PNG } from 'pngjs';

/** The page’s icon on a home screen: a tick on blue. */
export function drawIcon(size: number): Buffer {
  const png = new PNG({ width: size, height: size });
  const [thick, unit] = [size * 0.07, size / 10];
  // Distance from the two strokes of a tick, from (2.6, 5.2) over (4.4, 7) to (7.6, 3.4).
  const strokes = [
    [2.6, 5.2, 4.4, 7],
    [4.4, 7, 7.6, 3.4],
  ].map((stroke) => stroke.map((at) => at * unit));
  const isInk = (x: number, y: number): boolean =>
    strokes.some(([ax = 0, ay = 0, bx = 0, by = 0]) => {
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
      return Math.hypot(x - ax - along * dx, y - ay - along * dy) < thick;
    });
  for (let at = 0; at < size * size; at += 1) {
    const ink = isInk(at % size, Math.floor(at / size));
    png.data.set(ink ? [255, 255, 255, 255] : [27, 95, 168, 255], at * 4);
  }
  return PNG.sync.write(png);
}
