import type { Outcome, Sample } from '../engines/samples.ts';
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

/** One request, for k6's console: a line of JSON costs k6 a tenth of its own JSON output's thirteen. */
export function sampleLine(
  { sequence }: FeedLine,
  timing: Pick<Sample, 'intendedMs' | 'latenessMs' | 'latencyMs'>,
  { outcome, status, bytes, difference }: Judged,
): string {
  const said: SaidSample = { sequence, ...timing, outcome, status, bytes };
  return MARK + JSON.stringify(difference === undefined ? said : { ...said, ...difference });
}

/** Reads a line of the console; undefined where it is none of ours. */
export function readSampleLine(line: string): SaidSample | undefined {
  return line.startsWith(MARK) ? (JSON.parse(line.slice(MARK.length)) as SaidSample) : undefined;
}
