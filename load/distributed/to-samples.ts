import { LoadError } from '../load-error.ts';
import { OUTCOMES, type Outcome, type Sample } from '../engines/samples.ts';
import { valuesMs, type Cell } from './latency-cells.ts';

/** They have a latency that counts; a time-out's is at least the time-out, and so among the greatest. */
const timed: readonly Outcome[] = ['ok', 'timeout', 'network'];

/**
 * Samples that the judge of a run takes for those which the cells were made of: as many of each endpoint, second and
 * outcome, with the same latencies to the histogram's resolution. Within a second their order is lost, and nothing
 * that is judged asks for it.
 * @throws LoadError `part-malformed` where a cell's counts and its histogram disagree.
 */
export function toSamples(cells: readonly Cell[]): Sample[] {
  const samples: Sample[] = [];
  for (const cell of cells) {
    const own = cell.endpoints.flatMap((endpoint) => samplesOf(cell, endpoint));
    const lateness = valuesMs(cell.lateness);
    const wentOut = own.filter(({ outcome }) => outcome !== 'dropped');
    refuseDifference(`second ${cell.atS}, lateness`, wentOut.length, lateness.length);
    wentOut.forEach((sample, at) => (sample.latenessMs = lateness[at] ?? 0));
    own.forEach((sample, at) => (sample.intendedMs = (cell.atS + at / own.length) * 1000));
    for (const sample of own) samples.push({ ...sample, sequence: samples.length });
  }
  return samples;
}

function samplesOf({ atS, phase }: Cell, { name, outcomes, latency }: Cell['endpoints'][number]): Sample[] {
  const latencies = valuesMs(latency);
  const all = OUTCOMES.flatMap((outcome) => Array.from({ length: outcomes[outcome] ?? 0 }, () => outcome));
  const answered = all.filter((outcome) => timed.includes(outcome));
  refuseDifference(`second ${atS}, ${name}`, answered.length, latencies.length);
  const rest = all.filter((outcome) => !timed.includes(outcome));
  const sample = { sequence: 0, part: 1, phase, name, status: 0, intendedMs: 0, latenessMs: 0, bytes: 0 };
  return [
    ...answered.map((outcome, at) => ({ ...sample, outcome, latencyMs: latencies[at] ?? 0 })),
    ...rest.map((outcome) => ({ ...sample, outcome, latencyMs: 0 })),
  ];
}

function refuseDifference(what: string, counted: number, recorded: number): void {
  if (counted === recorded) return;
  throw new LoadError(
    'part-malformed',
    `${what}: expected ${counted} values in the histogram, got ${recorded}`,
  );
}
