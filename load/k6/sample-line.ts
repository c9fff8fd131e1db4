import type { Difference } from '../answers/check-pointers.ts';
import { OUTCOMES, type Outcome, type Sample } from '../engines/outcomes.ts';
import type { FeedLine } from '../plan.ts';
import type { Judged } from './answer.ts';

/** What of a sample k6 says on its console; the rest is in the feed. */
export interface SaidSample extends Pick<
  Sample,
  'sequence' | 'intendedMs' | 'latenessMs' | 'latencyMs' | 'status' | 'bytes'
> {
  outcome: Outcome;
  expected?: string;
  actual?: string;
}

/** Each line begins so, that it is told from whatever else a script may print. */
const MARK = 'golive ';

/**
 * One request, for k6's console: numbers in a fixed order, and JSON only for what a wrong answer said. k6's own
 * JSON output would say thirteen things of each request.
 */
export function sampleLine(
  { sequence }: FeedLine,
  { intendedMs, latenessMs, latencyMs }: Pick<Sample, 'intendedMs' | 'latenessMs' | 'latencyMs'>,
  { outcome, status, bytes, difference }: Judged,
): string {
  const times = `${micro(intendedMs)} ${micro(latenessMs)} ${micro(latencyMs)}`;
  const line = `${MARK}${sequence} ${times} ${status} ${bytes} ${outcome}`;
  return difference === undefined ? line : `${line} ${JSON.stringify(difference)}`;
}

/** Whole microseconds: a fraction takes k6 longer to write down (12 % more CPU than k6 alone, and so 4 %). */
function micro(ms: number): number {
  return Math.round(ms * 1000);
}

/** Reads a line of the console; undefined where it is none of ours. */
export function readSampleLine(line: string): SaidSample | undefined {
  if (!line.startsWith(MARK)) return undefined;
  const [, ...words] = line.split(' ');
  const [sequence = NaN, intended = NaN, lateness = NaN, latency = NaN, status = NaN, bytes = NaN] = words
    .slice(0, 6)
    .map(Number);
  const outcome = OUTCOMES.find((known) => known === words[6]);
  if (outcome === undefined || Number.isNaN(sequence + latency + bytes)) return undefined;
  const times = {
    intendedMs: intended / 1000,
    latenessMs: lateness / 1000,
    latencyMs: latency / 1000,
  };
  const said = { sequence, ...times, status, bytes, outcome };
  const difference = words.slice(7).join(' ');
  return difference === '' ? said : { ...said, ...(JSON.parse(difference) as Difference) };
}
