import type { Histogram } from 'hdr-histogram-js';
import { axes, chart, COLOURS, figure, line, linearScale, polyline, text, ticksUpTo } from './svg-chart.ts';

const WIDTH = 640;
const HEIGHT = 240;
const AREA = { left: 48, top: 44, width: WIDTH - 66, height: HEIGHT - 86 };
const MARKED = [0, 50, 90, 95, 99, 99.9];

/** Latency by percentile, the tail spread out: each step to the right has a tenth of the requests beyond it. */
export function percentileCurve(latencies: Histogram, limitMs: number): string {
  const at = (percentile: number) => latencies.getValueAtPercentile(percentile) / 1000;
  const highest = Math.max(limitMs * 1.1, at(99.9));
  const yTicks = ticksUpTo(highest);
  const x = (percentile: number) => spread(nines(percentile));
  const y = linearScale([0, yTicks.at(-1)?.at ?? highest], [AREA.top + AREA.height, AREA.top]);
  const percentiles = Array.from({ length: 121 }, (_, nth) => 100 * (1 - 10 ** (-nth / 40)));
  const right = AREA.left + AREA.width;
  const content = [
    axes({
      area: AREA,
      x: {
        scale: x,
        ticks: MARKED.map((mark) => ({ at: mark, label: `p${mark}` })),
        label: 'percentile of requests',
      },
      y: { scale: y, ticks: yTicks, label: 'latency (ms)' },
    }),
    line(AREA.left, y(limitMs), right, y(limitMs), COLOURS.limit, 'stroke-dasharray="5 4"'),
    text(AREA.left + 6, y(limitMs) - 5, `limit ${figure(limitMs)} ms at p95`, `fill="${COLOURS.limit}"`),
    line(
      x(95),
      AREA.top,
      x(95),
      AREA.top + AREA.height,
      'currentColor',
      'opacity="0.3" stroke-dasharray="2 3"',
    ),
    polyline(
      percentiles.map((percentile) => [x(percentile), y(at(percentile))] as const),
      COLOURS.series,
    ),
    text(x(95) + 6, y(at(95)) + 16, `p95 ${figure(at(95))} ms`, 'font-weight="600"'),
  ].join('');
  const description = `Latency by percentile: p50 ${figure(at(50))} ms, p95 ${figure(at(95))} ms, p99 ${figure(at(99))} ms`;
  return chart({ title: 'Latency by percentile', description, width: WIDTH, height: HEIGHT, content });
}

const spread = linearScale([0, 3], [AREA.left, AREA.left + AREA.width]);

/** 90 is 1, 99 is 2, 99.9 is 3. */
function nines(percentile: number): number {
  return Math.min(3, -Math.log10(1 - percentile / 100));
}
