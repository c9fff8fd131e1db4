import { assembleResult } from '../assemble-result.ts';
import type { GeneratorHealth } from '../engines/messages.ts';
import { OUTCOMES } from '../engines/samples.ts';
import { LoadError } from '../load-error.ts';
import type { LoadResult } from '../result.ts';
import { generatorFigures, validityOf, type Invalid } from '../statistics/validity.ts';
import { addCells } from './latency-cells.ts';
import type { Order } from './order.ts';
import type { PartFile } from './part-file.ts';
import type { Dealt } from './read-part-log.ts';
import { toSamples } from './to-samples.ts';

/** A part, and the file that it was read from, for messages. */
export interface NamedPart {
  readonly file: string;
  readonly part: PartFile;
}

/** Of the longest part's time, so much must be common to all: else their loads were not one load. */
const LEAST_OVERLAP = 0.95;

/**
 * Adds the parts' histograms and judges the sum as one run: by the same figures, bounds and limits as a run from one
 * machine. A percentile is taken once, of the sum. A part that is missing, starved, or was played at another time makes
 * it inconclusive.
 * @throws LoadError `parts-differ` for parts of another plan, or one that is there twice; `part-malformed`
 */
export function mergeParts(order: Order, { plan, feed }: Dealt, named: readonly NamedPart[]): LoadResult {
  refuseStrangers(order, named);
  const parts = named.map(({ part }) => part);
  const samples = toSamples(addCells(parts.map(({ cells }) => cells)));
  refuseLoss(named, samples.length);
  const dropped = parts.reduce((sum, part) => sum + part.dropped, 0);
  const health = parts.map(healthOf);
  const generator = generatorFigures(health, samples);
  const summary = { part: 1, planned: feed.length, sent: samples.length, dropped, stopped: false, generator };
  return assembleResult({
    engine: 'k6',
    plan,
    feed,
    parts: [{ samples, summary: { ...summary, failures: parts.flatMap(({ failures }) => failures) } }],
    closed: undefined,
    calibration: undefined,
    limits: order.limits,
    least: order.least,
    furtherInvalid: [
      ...missing(order, parts),
      ...apart(parts),
      ...parts.flatMap((part) => ownInvalid(part, order.limits.p95Ms)),
    ],
  });
}

function refuseStrangers({ digest, parts: of }: Order, named: readonly NamedPart[]): void {
  for (const { file, part } of named) {
    const differs = (field: string, expected: unknown, got: unknown) =>
      new LoadError('parts-differ', `${file}: ${field}: expected ${String(expected)}, got ${String(got)}`);
    if (part.digest !== digest) throw differs('digest (another plan)', digest, part.digest);
    if (part.of !== of) throw differs('of', of, part.of);
    const same = named.filter((other) => other.part.index === part.index);
    if (same.length === 1) continue;
    const files = same.map((other) => other.file).join(' and ');
    throw new LoadError('parts-differ', `expected part ${part.index} of ${of} once, got it twice: ${files}`);
  }
}

/** What each part says that it sent must be in its cells. */
function refuseLoss(named: readonly NamedPart[], found: number): void {
  const said = named.reduce(
    (sum, { part }) => sum + OUTCOMES.reduce((own, key) => own + (part.outcomes[key] ?? 0), 0),
    0,
  );
  if (said === found) return;
  const files = named.map(({ file }) => file).join(', ');
  throw new LoadError('part-malformed', `${files}: expected ${said} requests in their cells, got ${found}`);
}

function missing({ parts: of }: Order, parts: readonly PartFile[]): Invalid[] {
  const there = new Set(parts.map(({ index }) => index));
  return Array.from({ length: of }, (_, at) => at + 1)
    .filter((index) => !there.has(index))
    .map((index) => ({ code: 'part-missing', reason: `part ${index} of ${of} is missing` }));
}

function apart(parts: readonly PartFile[]): Invalid[] {
  const from = Math.max(...parts.map(({ startedMs }) => startedMs));
  const to = Math.min(...parts.map(({ endedMs }) => endedMs));
  const longest = Math.max(...parts.map(({ startedMs, endedMs }) => endedMs - startedMs));
  const share = Math.max(0, to - from) / longest;
  if (parts.length < 2 || share >= LEAST_OVERLAP) return [];
  const got = `${(share * 100).toFixed(0)} %`;
  const reason = `the parts were not played at the same time: expected ${LEAST_OVERLAP * 100} % in common, got ${got}`;
  return [{ code: 'parts-apart', reason }];
}

const healthOf = ({ generator }: PartFile): GeneratorHealth => ({
  lagP99Ms: 0,
  lagMaxMs: 0,
  cpuMs: generator?.cpuMs ?? 0,
  cpuShare: generator?.cpuShare ?? 0,
  peakRssMb: generator?.peakRssMb ?? 0,
});

/** One starved machine among ten is not to be lost in the sum: each is held to the rules by itself. */
function ownInvalid(part: PartFile, p95LimitMs: number): Invalid[] {
  const generator = generatorFigures([healthOf(part)], toSamples(part.cells));
  const rate = { plannedPerSecond: 0, reachedPerSecond: 0, share: 1 };
  const { dropped, calibrationRefusal } = part;
  return validityOf({ rate, dropped, generator, p95LimitMs, calibrationRefusal }).map(({ code, reason }) => ({
    code,
    reason: `part ${part.index} of ${part.of}: ${reason}`,
  }));
}
