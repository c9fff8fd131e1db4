/** Colours come from the page (light or dark) by these variables; text and axes take its own text colour. */
export const COLOURS = {
  series: 'var(--plot-series, #3b7ddd)',
  quiet: 'var(--plot-quiet, #8ba3c2)',
  limit: 'var(--plot-limit, #d64545)',
  over: 'var(--plot-over, #d64545)',
} as const;

/** The drawing area in SVG units: what lies outside it are labels. */
interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Maps a figure to a place on an axis. */
type Scale = (value: number) => number;

interface Tick {
  at: number;
  label: string;
}

/** A chart: one SVG that needs no script, no style sheet and no font of its own. */
export function chart(options: {
  title: string;
  description: string;
  width: number;
  height: number;
  content: string;
}): string {
  const { title, description, width, height, content } = options;
  const size = `viewBox="0 0 ${width} ${height}" width="100%"`;
  const font = 'font-family="system-ui, sans-serif" font-size="12" fill="currentColor"';
  const heading = text(0, 14, title, 'font-weight="600" font-size="13"');
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${escapeXml(description)}" ${font}>${heading}${content}</svg>`;
}

/** Both axes with grid lines, labels and units. */
export function axes(options: {
  area: Area;
  x: { scale: Scale; ticks: readonly Tick[]; label: string };
  y: { scale: Scale; ticks: readonly Tick[]; label: string };
}): string {
  const { area, x, y } = options;
  const bottom = area.top + area.height;
  const right = area.left + area.width;
  const rows = y.ticks.map(({ at, label }) => {
    const py = y.scale(at);
    return (
      line(area.left, py, right, py, 'currentColor', 'opacity="0.15"') +
      text(area.left - 6, py + 4, label, 'text-anchor="end"')
    );
  });
  const columns = x.ticks.map(({ at, label }) => {
    const px = x.scale(at);
    return (
      line(px, bottom, px, bottom + 4, 'currentColor', 'opacity="0.5"') +
      text(px, bottom + 17, label, 'text-anchor="middle"')
    );
  });
  const base = line(area.left, bottom, right, bottom, 'currentColor', 'opacity="0.5"');
  const xLabel = text(right, bottom + 34, x.label, 'text-anchor="end" opacity="0.75"');
  const yLabel = text(0, area.top - 13, y.label, 'opacity="0.75"');
  return [...rows, ...columns, base, xLabel, yLabel].join('');
}

export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [from, to] = domain;
  const span = to === from ? 1 : to - from;
  return (value) => range[0] + ((value - from) / span) * (range[1] - range[0]);
}

/** Round figures from 0 to at least `max`. */
export function ticksUpTo(max: number, about = 4): Tick[] {
  const rough = Math.max(max, 1e-9) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const count = Math.ceil(max / step);
  return Array.from({ length: count + 1 }, (_, nth) => ({ at: nth * step, label: figure(nth * step) }));
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, more = ''): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}" ${more}/>`;
}

/** A line through points; an undefined point is a gap, not a zero. */
export function polyline(
  points: readonly (readonly [number, number] | undefined)[],
  stroke: string,
  width = 1.8,
): string {
  let move = true;
  const path = points.map((point) => {
    if (point === undefined) {
      move = true;
      return '';
    }
    const command = `${move ? 'M' : 'L'}${round(point[0])} ${round(point[1])}`;
    move = false;
    return command;
  });
  return `<path d="${path.join('')}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"/>`;
}

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  more = '',
): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(height)}" fill="${fill}" ${more}/>`;
}

export function text(x: number, y: number, content: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" ${more}>${escapeXml(content)}</text>`;
}

function escapeXml(value: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return value.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** A figure as short as it can be read: 0.25, 4.2, 38, 1,250. */
export function figure(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en-GB');
  return String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
