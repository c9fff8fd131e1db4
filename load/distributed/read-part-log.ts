import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { countWrites } from '../count-writes.ts';
import { OUTCOMES, type Sample } from '../engines/samples.ts';
import type { FailureDetail } from '../engines/messages.ts';
import { readSampleLine } from '../k6/sample-line.ts';
import { LoadError } from '../load-error.ts';
import type { FeedLine, LoadPlan } from '../plan.ts';
import { readEndLine, type PartEnd } from './end-line.ts';
import { toCells } from './latency-cells.ts';
import type { PartFile } from './part-file.ts';
import { partOfSegment } from './segment.ts';

const KEPT_FAILURES = 60;
/** k6 may start one arrival more than there is area under the rate, which sends nothing. */
const IDLE_ITERATIONS = 1;

/** The plan and feed that parts were dealt from. */
export interface Dealt {
  plan: LoadPlan;
  feed: readonly FeedLine[];
}

/**
 * Makes a part of what k6 said while it played: one line for each request, and one at its end.
 * @throws LoadError `part-malformed` for a log that is cut, at its end or (a log that was rotated) before it.
 */
export function readPartLog(file: string, { plan, feed }: Dealt): PartFile {
  const refuse = (message: string) => new LoadError('part-malformed', `${basename(file)}: ${message}`);
  const lines = readFileSync(file, 'utf8').split('\n');
  const end = lines.map(readEndLine).findLast((line) => line !== undefined);
  if (end === undefined)
    throw refuse('expected k6’s last line (golive-part-end …), got none: it is cut, or still plays');
  const failures: FailureDetail[] = [];
  const samples = lines.flatMap((text): Sample[] => {
    const said = readSampleLine(text);
    const line = said && feed[said.sequence];
    if (said === undefined || line === undefined) return [];
    const { expected, actual, ...timing } = said;
    const sample = { ...timing, name: line.name, phase: line.phase, part: line.part };
    if (expected !== undefined && failures.length < KEPT_FAILURES) {
      const { sequence, name, outcome, status } = sample;
      failures.push({ sequence, name, outcome, status, expected, actual: actual ?? '' });
    }
    return [sample];
  });
  if (samples.length < end.iterations - IDLE_ITERATIONS) {
    throw refuse(`expected the lines of ${end.iterations} requests, got ${samples.length}: it is cut`);
  }
  return partOf(end, samples, failures, plan);
}

function partOf(
  end: PartEnd,
  samples: readonly Sample[],
  failures: FailureDetail[],
  plan: LoadPlan,
): PartFile {
  const { digest, startedMs, endedMs, dropped } = end;
  const counted = OUTCOMES.map(
    (key) => [key, samples.filter(({ outcome }) => outcome === key).length] as const,
  );
  return {
    kind: 'golive-load-part',
    version: 1,
    digest,
    ...partOfSegment(end),
    startedMs,
    endedMs,
    dropped,
    outcomes: Object.fromEntries(counted.filter(([, count]) => count > 0)),
    writes: countWrites(plan, samples),
    failures,
    cells: toCells(samples, plan.requestTimeoutMs),
  };
}
