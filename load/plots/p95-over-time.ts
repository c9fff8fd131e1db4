import type { Second } from '../statistics/time-series.ts';
import {
  axes,
  chart,
  COLOURS,
  figure,
  line,
  linearScale,
  polyline,
  rectangle,
  text,
  ticksUpTo,
} from './svg-chart.ts';

const WIDTH = 640;
const HEIGHT = 240;
const AREA = { left: 48, top: 44, width: WIDTH - 56, height: HEIGHT - 86 };

/** How much of the height the requests of a second take, where there are most of them. */
const LOAD_SHARE = 0.4;

/**
 * p95 and p50 of each second with the limit, over the requests that were meant to go out in it; the warm-up is
 * shaded, a second without answers is a gap.
 */
export function p95OverTime(seconds: readonly Second[], limitMs: number): string {
  const highest = seconds.reduce((max, second) => Math.max(max, second.p95Ms ?? 0), limitMs * 1.1);
  const yTicks = ticksUpTo(highest);
  const lengthS = Math.max(1, ...seconds.map((second) => second.atS + 1));
  const x = linearScale([0, lengthS], [AREA.left, AREA.left + AREA.width]);
  const y = linearScale([0, yTicks.at(-1)?.at ?? highest], [AREA.top + AREA.height, AREA.top]);
  const warmUp = seconds
    .filter((second) => second.phase === 'warm-up')
    .map(({ atS }) =>
      rectangle(x(atS), AREA.top, x(atS + 1) - x(atS), AREA.height, 'currentColor', 'opacity="0.07"'),
    );
  const through = (key: 'p50Ms' | 'p95Ms') => {
    return seconds.map((second) => {
      const value = second[key];
      return value === undefined ? undefined : ([x(second.atS + 0.5), y(value)] as const);
    });
  };
  const right = AREA.left + AREA.width;
  const most = Math.max(1, ...seconds.map((second) => second.planned));
  const content = [
    ...warmUp,
    ...load(seconds, most, x),
    axes({
      area: AREA,
      x: {
        scale: x,
        ticks: ticksUpTo(lengthS, 6).filter((tick) => tick.at <= lengthS),
        label: `time (s)${warmUp.length > 0 ? ', warm-up shaded' : ''}; bars: requests, at most ${figure(most)} in a second`,
      },
      y: { scale: y, ticks: yTicks, label: 'latency (ms)' },
    }),
    line(AREA.left, y(limitMs), right, y(limitMs), COLOURS.limit, 'stroke-dasharray="5 4"'),
    text(right, y(limitMs) - 5, `limit ${figure(limitMs)} ms`, `text-anchor="end" fill="${COLOURS.limit}"`),
    polyline(through('p50Ms'), COLOURS.quiet, 1.4),
    polyline(through('p95Ms'), COLOURS.series),
    text(right - 60, 14, 'p95', `fill="${COLOURS.series}" font-weight="600"`),
    text(right - 28, 14, 'p50', `fill="${COLOURS.quiet}" font-weight="600"`),
  ].join('');
  const description = `p95 and p50 latency and requests of each second, limit ${figure(limitMs)} ms`;
  return chart({ title: 'Latency over time', description, width: WIDTH, height: HEIGHT, content });
}

/** The shape of the load: a bar for each second, as high as its share of the most. */
function load(seconds: readonly Second[], most: number, x: (atS: number) => number): string[] {
  return seconds.map(({ atS, planned }) => {
    const height = (planned / most) * AREA.height * LOAD_SHARE;
    const top = AREA.top + AREA.height - height;
    return rectangle(x(atS), top, x(atS + 1) - x(atS), height, COLOURS.quiet, 'opacity="0.25"');
  });
}
