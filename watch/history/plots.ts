import { percentile95 } from '../channels/prometheus-text.ts';
import type { Look } from '../look/look.ts';
import { escaped } from './escaped.ts';

const width = 720;
const left = 56;
const right = 8;

interface Axis {
  at(iso: string): number;
}

function axisOf(looks: readonly Look[]): Axis {
  const times = looks.map(({ startedAt }) => Date.parse(startedAt));
  const first = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const spanMs = Math.max(1, times.reduce((most, time) => Math.max(most, time), 0) - first);
  return { at: (iso) => fixed(left + ((Date.parse(iso) - first) / spanMs) * (width - left - right)) };
}

const fixed = (value: number): number => Math.round(value * 10) / 10;

const framed = (title: string, height: number, body: string): string =>
  `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}"><title>${escaped(title)}</title>${body}</svg>`;

/** A mark for each look: could people work? */
export function uptimePlot(looks: readonly Look[]): string {
  const axis = axisOf(looks);
  const marks = looks.map(({ startedAt, up }) => {
    const kind = up === null ? 'unsure' : up ? 'up' : 'down';
    const y = { up: 8, unsure: 20, down: 32 }[kind];
    return `<rect class="${kind}" x="${axis.at(startedAt)}" y="${y}" width="2.5" height="10"/>`;
  });
  const words = ['up', 'not seen', 'down'].map((word, at) => label(word, 16 + at * 12));
  return framed('Whether people could work, look by look', 48, [...words, ...marks].join(''));
}

/** p95 of each look’s own requests, with the limit. */
export function p95Plot(
  looks: readonly Look[],
  lines: readonly { readonly name: string; readonly ms: number }[],
): string {
  const axis = axisOf(looks);
  const seen = looks.flatMap((look) => {
    const ms = percentile95(look.latenciesMs);
    return ms === null ? [] : [{ x: axis.at(look.startedAt), ms }];
  });
  const most = Math.max(1, ...seen.map(({ ms }) => ms), ...lines.map(({ ms }) => ms)) * 1.1;
  const y = (ms: number): number => fixed(150 - (ms / most) * 140);
  const path = seen.map(({ x, ms }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y(ms)}`).join('');
  const dots = seen.map(({ x, ms }) => `<circle cx="${x}" cy="${y(ms)}" r="1.6"/>`).join('');
  const ruled = lines
    .map(
      ({ name, ms }) =>
        `<line class="ruled" x1="${left}" x2="${width - right}" y1="${y(ms)}" y2="${y(ms)}"/>` +
        `<text x="${width - right}" y="${y(ms) - 3}" text-anchor="end">${escaped(name)} ${fixed(ms)} ms</text>`,
    )
    .join('');
  const ends = label('0 ms', 152) + label(`${fixed(most)} ms`, 14);
  return framed('p95 of each look’s requests', 160, `${ends}<path d="${path}"/>${dots}${ruled}`);
}

/** A bar for each look in which checks failed and then passed. */
export function flakyPlot(looks: readonly Look[]): string {
  const axis = axisOf(looks);
  const most = Math.max(1, ...looks.map(({ flaky }) => flaky));
  const bars = looks
    .filter(({ flaky }) => flaky > 0)
    .map(({ startedAt, flaky }) => {
      const height = fixed((flaky / most) * 36);
      return `<rect class="unsure" x="${axis.at(startedAt)}" y="${42 - height}" width="3" height="${height}"/>`;
    });
  return framed(
    'Checks that failed and then passed',
    48,
    `${label('0', 42)}${label(String(most), 12)}${bars.join('')}`,
  );
}

const label = (text: string, y: number): string =>
  `<text x="${left - 6}" y="${y}" text-anchor="end">${escaped(text)}</text>`;
