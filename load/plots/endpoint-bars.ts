import type { Figures } from '../statistics/figures.ts';
import { axes, chart, COLOURS, figure, line, linearScale, rectangle, text, ticksUpTo } from './svg-chart.ts';

const WIDTH = 640;
const ROW = 24;
const LABELS = 190;

/** p95 of each endpoint with its bounds, slowest first; one that is over the limit has another colour. */
export function endpointBars(endpoints: readonly Figures[], limitMs: number): string {
  const measured = endpoints
    .filter((endpoint) => endpoint.percentiles !== undefined)
    .toSorted((a, b) => (b.percentiles?.p95Ms ?? 0) - (a.percentiles?.p95Ms ?? 0));
  const area = {
    left: LABELS,
    top: 44,
    width: WIDTH - LABELS - 60,
    height: Math.max(1, measured.length) * ROW,
  };
  const highest = Math.max(limitMs * 1.1, ...measured.map((endpoint) => endpoint.p95Bounds?.upper ?? 0));
  const xTicks = ticksUpTo(highest);
  const x = linearScale([0, xTicks.at(-1)?.at ?? highest], [area.left, area.left + area.width]);
  const bottom = area.top + area.height;
  const content = [
    axes({
      area,
      x: { scale: x, ticks: xTicks, label: 'p95 latency (ms), whiskers: 95 % bounds' },
      y: { scale: () => bottom, ticks: [], label: 'endpoint' },
    }),
    ...measured.map((endpoint, row) => bar(endpoint, area.top + row * ROW, x, limitMs)),
    line(x(limitMs), area.top - 4, x(limitMs), bottom, COLOURS.limit, 'stroke-dasharray="5 4"'),
    text(
      x(limitMs),
      area.top - 8,
      `limit ${figure(limitMs)} ms`,
      `text-anchor="middle" fill="${COLOURS.limit}"`,
    ),
  ].join('');
  const description = `p95 latency of ${measured.length} endpoints, limit ${figure(limitMs)} ms`;
  return chart({ title: 'p95 by endpoint', description, width: WIDTH, height: bottom + 42, content });
}

function bar(endpoint: Figures, top: number, x: (ms: number) => number, limitMs: number): string {
  const p95Ms = endpoint.percentiles?.p95Ms ?? 0;
  const { lower, upper } = endpoint.p95Bounds ?? { lower: p95Ms, upper: p95Ms };
  const middle = top + ROW / 2;
  const colour = p95Ms > limitMs ? COLOURS.over : COLOURS.series;
  return [
    text(LABELS - 8, middle + 4, shortened(endpoint.subject), 'text-anchor="end"'),
    rectangle(x(0), top + 5, x(p95Ms) - x(0), ROW - 10, colour, 'opacity="0.8" rx="2"'),
    line(x(lower), middle, x(upper), middle, 'currentColor', 'opacity="0.7"'),
    line(x(lower), middle - 4, x(lower), middle + 4, 'currentColor', 'opacity="0.7"'),
    line(x(upper), middle - 4, x(upper), middle + 4, 'currentColor', 'opacity="0.7"'),
    text(x(upper) + 6, middle + 4, `${figure(p95Ms)} ms`),
  ].join('');
}

function shortened(name: string): string {
  return name.length <= 26 ? name : `${name.slice(0, 25)}…`;
}
