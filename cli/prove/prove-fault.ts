import type { Fault } from '../../faults/fault.ts';
import type { ProvedFault } from '../../reports/schema/run.ts';
import type { Verdict } from '../../reports/verdict.ts';
import { faultOutcome } from '../fault-outcome.ts';
import { isAskedFor } from '../only.ts';
import type { RunRequest } from '../run-context.ts';
import { cellOf } from './clean-record.ts';
import { controlledCells, placeOf } from './controls.ts';
import { enoughFor } from './is-enough.ts';
import { playJudged, type PlayOptions } from './play-judged.ts';
import type { ProofLog } from './proof-log.ts';
import type { RecordOf } from './proof-record.ts';

export type FaultRecord = RecordOf<'fault'>;

/** Plants one fault in a stack of its own, and writes what became of it. Undefined where it was interrupted. */
export async function proveFault(
  log: ProofLog,
  fault: Fault,
  request: RunRequest,
  options: PlayOptions,
): Promise<FaultRecord | undefined> {
  const startedAt = performance.now();
  const asked = { ...request, fault };
  const judged = await playJudged(asked, { ...options, isEnough: enoughFor(asked) });
  if (options.signal.aborted) return undefined;
  const about = { kind: 'fault', digest: log.digest, key: fault.id } as const;
  const durationMs = Math.round(performance.now() - startedAt);
  const at = new Date().toISOString();
  const seen =
    'whyNot' in judged
      ? notAsked(judged.whyNot)
      : judgeFault(judged.verdict, controlledCells(log, placeOf(request)), judged.isLate);
  const record: FaultRecord = { ...about, at, durationMs, ...seen };
  log.add(record);
  return record;
}

type Seen = Pick<FaultRecord, 'outcome' | 'why' | 'turnedRed' | 'isBystanderGreen' | 'run' | 'proved'>;

const notAsked = (why: string): Seen => ({
  outcome: 'open',
  why,
  turnedRed: [],
  isBystanderGreen: false,
  run: null,
  proved: null,
});

/**
 * Caught: the verdict is the one that the fault deserves, one of its checks at least is red that passed with nothing
 * planted, and so did its bystander, which still passes. Open: red without such a control proves nothing.
 */
export function judgeFault(verdict: Verdict, controlled: ReadonlySet<string>, isLate = false): Seen {
  const { fault, checks, run } = verdict;
  const outcome = faultOutcome(verdict);
  if (fault === null || outcome === undefined) return notAsked('nothing was planted');
  const wanted = fault.verdict === 'INCONCLUSIVE' ? 'inconclusive' : 'fail';
  const red = checks
    .filter((check) => check.outcome === wanted && isAskedFor(fault.turnsRed, check.id, check.subject))
    .map(cellOf);
  const turnedRed = red.filter((cell) => controlled.has(cell));
  const bystanders = checks
    .filter(({ id, subject }) => isAskedFor([fault.bystander], id, subject))
    .map(cellOf);
  const isControlled = turnedRed.length > 0 && bystanders.every((cell) => controlled.has(cell));
  const { isBystanderGreen, isProved } = outcome;
  const known = { turnedRed, isBystanderGreen, run: run.id };
  if (isProved && isControlled) {
    return { outcome: 'caught', why: '', ...known, proved: provedOf(verdict, fault, outcome.turnedRed) };
  }
  const why =
    isProved && !isControlled
      ? `the clean control did not pass ${turnedRed.length > 0 ? fault.bystander : red.join(', ')}`
      : isLate
        ? 'it took too long'
        : red.length === 0
          ? `nothing of ${fault.turnsRed.join(', ')} turned ${wanted}`
          : !isBystanderGreen
            ? `the bystander ${fault.bystander} did not stay green`
            : `the verdict is ${verdict.decision}, expected ${fault.verdict}`;
  const isOpen = isLate || isProved || (red.length > 0 && !isBystanderGreen);
  return { outcome: isOpen ? 'open' : 'missed', why, ...known, proved: null };
}

function provedOf(
  { run }: Verdict,
  fault: NonNullable<Verdict['fault']>,
  turnedRed: readonly string[],
): ProvedFault {
  const version = run.versions['golive'];
  return {
    ...fault,
    turnedRed: [...turnedRed],
    provedAt: run.endedAt,
    ...(version === undefined ? {} : { version }),
  };
}
