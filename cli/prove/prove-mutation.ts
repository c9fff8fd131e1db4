import type { Fault } from '../../faults/fault.ts';
import type { Mutation } from '../../faults/mutations/mutation.ts';
import type { Verdict } from '../../reports/verdict.ts';
import type { RunRequest } from '../run-context.ts';
import { cellOf } from './clean-record.ts';
import { controlledCells } from './controls.ts';
import type { Questions } from './mutant-questions.ts';
import { playJudged, type PlayOptions } from './play-judged.ts';
import type { ProofLog } from './proof-log.ts';
import type { RecordOf } from './proof-record.ts';

export type MutationRecord = RecordOf<'mutation'>;

export interface MutationOptions {
  readonly request: RunRequest;
  readonly seed: string;
  readonly questions: Questions;
  readonly options: PlayOptions;
  /** Where the system as it is was asked the same. */
  readonly place: string;
}

/**
 * Builds one mutant in a throw-away copy, and asks one round after the other of it, each in a stack of its own, until
 * something is red; writes what became of it. Undefined where it was interrupted: rounds that it survived are kept.
 */
export async function proveMutation(
  log: ProofLog,
  mutation: Mutation,
  { request, seed, questions, options, place }: MutationOptions,
): Promise<MutationRecord | undefined> {
  const { id, operator, what, file, line, diff } = mutation;
  const { rounds, notAsked } = questions;
  const about = (): { digest: string; at: string } => ({ digest: log.digest, at: new Date().toISOString() });
  const before = log.of('round').filter(({ key }) => key.startsWith(`${id}, round `));
  let durationMs = before.reduce((sum, one) => sum + one.durationMs, 0);
  let seen: Seen = { outcome: 'survived', why: '', run: null };
  for (const [at, only] of rounds.entries()) {
    const key = `${id}, round ${at + 1}`;
    if (log.has('round', key)) continue;
    const startedAt = performance.now();
    const judged = await playJudged(
      { ...request, only, fault: faultOf(mutation) },
      { ...options, stopsAtFirst: true },
    );
    if (options.signal.aborted) return undefined;
    const roundMs = Math.round(performance.now() - startedAt);
    durationMs += roundMs;
    seen =
      'whyNot' in judged
        ? { outcome: 'not-built', why: judged.whyNot, run: null }
        : judgeMutant(judged.verdict, controlledCells(log, place), judged.isLate);
    if (seen.outcome !== 'survived') break;
    log.add({ kind: 'round', ...about(), key, durationMs: roundMs });
  }
  const drawn = { seed, operator, what, file, line, diff: [...diff] };
  const asked = { asked: rounds.flat(), notAsked: [...notAsked] };
  const record: MutationRecord = {
    kind: 'mutation',
    ...about(),
    ...{ key: id, durationMs, ...drawn, ...asked, ...seen },
  };
  log.add(record);
  return record;
}

type Seen = Pick<MutationRecord, 'outcome' | 'why' | 'run'>;

/** Killed by what is red and passed with nothing planted; open where it is not GO and nothing says why. */
export function judgeMutant({ checks, run }: Verdict, controlled: ReadonlySet<string>, isLate = false): Seen {
  const of = (wanted: string): readonly string[] =>
    checks.filter((check) => check.outcome === wanted && controlled.has(cellOf(check))).map(cellOf);
  const red = of('fail');
  if (red.length > 0) return { outcome: 'killed', why: red.join(', '), run: run.id };
  const open = of('inconclusive');
  if (isLate) return { outcome: 'open', why: 'it took too long', run: run.id };
  if (open.length > 0) return { outcome: 'open', why: `not answered: ${open.join(', ')}`, run: run.id };
  return { outcome: 'survived', why: '', run: run.id };
}

/** A mutant is planted as a patched fault is; what it turns red, nobody said before. */
function faultOf({ id, what, file, line, patch }: Mutation): Fault {
  const sentence = `${what}: ${file}, line ${line}`;
  return { id, at: 'patch', what: sentence, turnsRed: [], bystander: '', patch: [patch] };
}
