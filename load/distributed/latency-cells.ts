import { decodeFromCompressedBase64, encodeIntoCompressedBase64, JsHistogram } from 'hdr-histogram-js';
import type { Histogram } from 'hdr-histogram-js';
import { z } from 'zod';
import { LoadError } from '../load-error.ts';
import { OUTCOMES, type Outcome, type Sample } from '../engines/samples.ts';
import { latencyHistogram } from '../statistics/histogram.ts';
import { latencyOf } from '../statistics/latency-of.ts';

const count = z.int().min(0);
const outcomes = z.partialRecord(z.enum(OUTCOMES), count);

/**
 * What a part saw in one second: by endpoint how its requests ended, and their latencies as a histogram; and how late
 * they were sent. Histograms are HDR, three significant digits, of microseconds, in HdrHistogram's own compressed form.
 */
export const cellSchema = z.strictObject({
  /** Whole seconds after the part's start. */
  atS: count,
  phase: z.enum(['warm-up', 'measured']),
  lateness: z.string(),
  endpoints: z.array(z.strictObject({ name: z.string().min(1), outcomes, latency: z.string() })),
});
export type Cell = z.infer<typeof cellSchema>;

const keyOf = ({ atS, phase }: Pick<Cell, 'atS' | 'phase'>): string => `${phase} ${atS}`;

/** Makes cells of one part's samples. */
export function toCells(samples: readonly Sample[], requestTimeoutMs: number): Cell[] {
  const groups = Map.groupBy(samples, ({ intendedMs, phase }) =>
    keyOf({ atS: Math.floor(intendedMs / 1000), phase }),
  );
  return [...groups.values()].map((group) => {
    const [first] = group;
    const wentOut = group.filter(({ outcome }) => outcome !== 'dropped');
    return {
      atS: Math.floor((first?.intendedMs ?? 0) / 1000),
      phase: first?.phase ?? 'measured',
      lateness: encode(latencyHistogram(wentOut.map(({ latenessMs }) => latenessMs))),
      endpoints: [...Map.groupBy(group, ({ name }) => name)].map(([name, own]) => ({
        name,
        outcomes: countOutcomes(own),
        latency: encode(latencyHistogram(own.flatMap((sample) => latencyOf(sample, requestTimeoutMs) ?? []))),
      })),
    };
  });
}

function countOutcomes(samples: readonly Sample[]): Partial<Record<Outcome, number>> {
  return Object.fromEntries(
    [...Map.groupBy(samples, ({ outcome }) => outcome)].map(([key, own]) => [key, own.length]),
  );
}

/** Adds the parts' cells: counts are summed, histograms are added. No percentile is taken before. */
export function addCells(parts: readonly (readonly Cell[])[]): Cell[] {
  const groups = Map.groupBy(parts.flat(), keyOf);
  return [...groups.values()].map((group) => ({
    atS: group[0]?.atS ?? 0,
    phase: group[0]?.phase ?? 'measured',
    lateness: addAll(group.map(({ lateness }) => lateness)),
    endpoints: [
      ...Map.groupBy(
        group.flatMap(({ endpoints }) => endpoints),
        ({ name }) => name,
      ),
    ].map(([name, own]) => ({
      name,
      outcomes: sumOutcomes(own.map((endpoint) => endpoint.outcomes)),
      latency: addAll(own.map(({ latency }) => latency)),
    })),
  }));
}

function sumOutcomes(
  all: readonly Cell['endpoints'][number]['outcomes'][],
): Partial<Record<Outcome, number>> {
  const sums = OUTCOMES.map((key) => [key, all.reduce((sum, one) => sum + (one[key] ?? 0), 0)] as const);
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
}

function addAll([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  const sum = decode(first);
  for (const other of others) sum.add(decode(other));
  return encode(sum);
}

const encode = (histogram: Histogram): string => encodeIntoCompressedBase64(histogram);

/** @throws LoadError `part-malformed` for text that is cut, or no histogram. */
export function decode(text: string): JsHistogram {
  try {
    const histogram = decodeFromCompressedBase64(text);
    if (histogram instanceof JsHistogram) return histogram;
  } catch (cause) {
    throw new LoadError('part-malformed', 'expected a whole HDR histogram, cannot decode it', { cause });
  }
  throw new LoadError('part-malformed', 'expected an HDR histogram of HdrHistogram’s own form, got another');
}

/** The values of a histogram in ms, least first, each as often as it was recorded, to the histogram's resolution. */
export function valuesMs(text: string): number[] {
  const iterator = decode(text).recordedValuesIterator;
  iterator.reset();
  const values: number[] = [];
  while (iterator.hasNext()) {
    const { valueIteratedTo, countAddedInThisIterationStep } = iterator.next();
    for (let nth = 0; nth < countAddedInThisIterationStep; nth++) values.push(valueIteratedTo / 1000);
  }
  return values;
}
