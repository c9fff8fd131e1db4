import type { Look } from '../look/look.ts';
import type { Row } from '../look/row.ts';
import { spanText } from '../span.ts';
import type { Figures } from './figures.ts';

/** The looks at one place, what they say, and what was found of it. */
export interface PlaceHistory {
  readonly target: string;
  readonly title: string;
  readonly place: string;
  readonly looks: readonly Look[];
  readonly figures: Figures;
  /** Empty where nothing was held against it. */
  readonly rows: readonly Row[];
  /** Lines of the plot: the limit. */
  readonly lines: readonly { readonly name: string; readonly ms: number }[];
}

const share = (value: number): string => `${(value * 100).toFixed(2)} %`;

/** What the looks say, a sentence a line. */
export function figureLines({
  looks,
  spanMs,
  down,
  seen,
  errors,
  requests,
  p95,
  flaky,
}: Figures): readonly string[] {
  if (looks === 0) return ['no look in this time'];
  const ms = (value: number): string => value.toFixed(1);
  return [
    `${looks} looks over ${spanText(spanMs)}`,
    `people could work in ${share(1 - down.value)} of ${seen} (at least ${share(1 - down.upper)}, 95 %)`,
    `${share(errors.value)} of ${requests} requests without a good answer (at most ${share(errors.upper)}, 95 %)`,
    p95
      ? `p95 ${ms(p95.valueMs)} ms (${ms(p95.lowerMs)} to ${ms(p95.upperMs)}, n ${requests})`
      : 'p95: no request was answered',
    `${flaky} looks with a check that failed and then passed`,
  ];
}

const marks = { o: 'o', x: 'x', u: '?' } as const;
const columns = 60;

/** One character for a part of the time: `x` where a look in it failed, `?` where one could not see, `o` good. */
export function strip(looks: readonly Look[]): string {
  const size = Math.max(1, Math.ceil(looks.length / columns));
  const parts = Array.from({ length: Math.ceil(looks.length / size) }, (_, at) =>
    looks.slice(at * size, (at + 1) * size),
  );
  return parts
    .map((part) => {
      if (part.some(({ state }) => state === 'failing')) return marks.x;
      return part.some(({ state }) => state === 'unsure') ? marks.u : marks.o;
    })
    .join('');
}

export function historyText({ title, place, looks, figures }: PlaceHistory): readonly string[] {
  return [`${title} (${place})`, ...[...figureLines(figures), strip(looks)].map((line) => `  ${line}`)];
}
