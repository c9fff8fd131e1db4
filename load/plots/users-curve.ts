import { axes, chart, COLOURS, figure, line, linearScale, polyline, text, ticksUpTo } from './svg-chart.ts';

/** One stack's steps. */
export interface UsersCurve {
  title: string;
  steps: readonly { users: number; p95Ms: number | null; errorRate: number; failsOn: string | null }[];
}

const WIDTH = 640;
const UPPER = { left: 52, top: 66, width: WIDTH - 72, height: 190 };
const LOWER = { left: 52, top: 318, width: WIDTH - 72, height: 70 };
const HEIGHT = 430;
/** Latency is drawn up to so many times the limit: beyond it, how far is no news. */
const MOST_LIMITS = 2.5;

const PENS = [
  { colour: 'var(--plot-series, #3b7ddd)' },
  { colour: 'var(--plot-second, #c77700)' },
  { colour: 'var(--plot-third, #3f8f5b)' },
  { colour: 'var(--plot-quiet, #8ba3c2)' },
] as const;

const penOf = (at: number) => PENS[at % PENS.length] ?? PENS[0];

/** p95 and share of errors over the number of users, a curve for each stack; a ring is a step that failed. */
export function usersCurve(
  curves: readonly UsersCurve[],
  limits: { p95Ms: number; errorRate: number },
): string {
  const drawn = curves.map(({ title, steps }) => ({
    title,
    steps: steps.toSorted((a, b) => a.users - b.users),
  }));
  const most = Math.max(1, ...drawn.flatMap(({ steps }) => steps.map(({ users }) => users)));
  const ticks = ticksUpTo(most, 6);
  const right = UPPER.left + UPPER.width;
  const x = linearScale([0, ticks.at(-1)?.at ?? most], [UPPER.left, right]);
  const content = [
    latencies(drawn, limits.p95Ms, x, ticks),
    errors(drawn, limits.errorRate, x, ticks),
    ...drawn.map(({ title }, at) => legend(title, at)),
  ].join('');
  const names = drawn.map(({ title }) => title).join(', ');
  const description = `p95 latency and errors over users on ${names}; limits ${figure(limits.p95Ms)} ms and ${figure(limits.errorRate * 100)} %`;
  return chart({ title: 'Users and what they meet', description, width: WIDTH, height: HEIGHT, content });
}

type Scale = ReturnType<typeof linearScale>;
type Ticks = ReturnType<typeof ticksUpTo>;

function latencies(curves: readonly UsersCurve[], limitMs: number, x: Scale, ticks: Ticks): string {
  const most = limitMs * MOST_LIMITS;
  const highest = Math.max(
    limitMs * 1.2,
    ...curves.flatMap(({ steps }) => steps.map((step) => step.p95Ms ?? 0)),
  );
  const yTicks = ticksUpTo(Math.min(most, highest));
  const top = yTicks.at(-1)?.at ?? most;
  const y = linearScale([0, top], [UPPER.top + UPPER.height, UPPER.top]);
  const right = UPPER.left + UPPER.width;
  return [
    axes({
      area: UPPER,
      x: { scale: x, ticks, label: '' },
      y: { scale: y, ticks: yTicks, label: 'p95 latency (ms)' },
    }),
    line(UPPER.left, y(limitMs), right, y(limitMs), COLOURS.limit, 'stroke-dasharray="5 4"'),
    text(UPPER.left + 6, y(limitMs) - 5, `limit ${figure(limitMs)} ms`, `fill="${COLOURS.limit}"`),
    ...curves.map(({ steps }, at) => {
      const points = steps.map(({ users, p95Ms, failsOn }) => ({
        at: [x(users), y(Math.min(top, p95Ms ?? top))] as const,
        isOver: failsOn !== null,
        beyond: (p95Ms ?? Infinity) > top,
      }));
      const over = points
        .filter(({ beyond }) => beyond)
        .map(({ at: [px] }) => text(px, UPPER.top - 3, '↑', 'text-anchor="middle"'));
      return marks(points, at) + over.join('');
    }),
  ].join('');
}

function errors(curves: readonly UsersCurve[], limit: number, x: Scale, ticks: Ticks): string {
  const highest = Math.max(limit * 4, ...curves.flatMap(({ steps }) => steps.map((step) => step.errorRate)));
  const yTicks = ticksUpTo(highest * 100, 2);
  const y = linearScale([0, yTicks.at(-1)?.at ?? highest], [LOWER.top + LOWER.height, LOWER.top]);
  const right = LOWER.left + LOWER.width;
  return [
    axes({
      area: LOWER,
      x: { scale: x, ticks, label: 'users' },
      y: { scale: y, ticks: yTicks, label: 'errors (%)' },
    }),
    line(LOWER.left, y(limit * 100), right, y(limit * 100), COLOURS.limit, 'stroke-dasharray="5 4"'),
    ...curves.map(({ steps }, at) => {
      const points = steps.map(({ users, errorRate, failsOn }) => ({
        at: [x(users), y(errorRate * 100)] as const,
        isOver: failsOn !== null,
      }));
      return marks(points, at);
    }),
  ].join('');
}

function marks(points: readonly { at: readonly [number, number]; isOver: boolean }[], at: number): string {
  const { colour } = penOf(at);
  const path = polyline(
    points.map((point) => point.at),
    colour,
  );
  return path + points.map(({ at: place, isOver }) => dot(place, colour, isOver)).join('');
}

function dot([x, y]: readonly [number, number], colour: string, isRing: boolean): string {
  const round = (value: number) => String(Math.round(value * 10) / 10);
  const fill = isRing ? 'none' : colour;
  return `<circle cx="${round(x)}" cy="${round(y)}" r="3.6" fill="${fill}" stroke="${colour}" stroke-width="1.8"/>`;
}

/** In rows of two, below the heading. */
function legend(title: string, at: number): string {
  const { colour } = penOf(at);
  const x = (at % 2) * 180;
  const y = 32 + Math.floor(at / 2) * 16;
  return dot([x + 5, y - 4], colour, false) + text(x + 14, y, title, `fill="${colour}" font-weight="600"`);
}
