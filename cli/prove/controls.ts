import { findCheck } from '../../checks/catalogue.ts';
import { parseBinding } from '../../targets/binding.ts';
import type { RunRequest } from '../run-context.ts';
import { isAskedFor } from '../only.ts';
import { answersOf } from './clean-record.ts';
import { playJudged, type PlayOptions } from './play-judged.ts';
import type { ProofLog } from './proof-log.ts';
import type { RecordOf } from './proof-record.ts';

type Clean = RecordOf<'clean'> | RecordOf<'control'>;

/**
 * Where a run looks: what a rehearsed deployment answers is no control of a stack, and the other way round; what only
 * an acceptance run answers is answered by no gate.
 */
export function placeOf({
  attach,
  stack,
  profile,
}: Pick<RunRequest, 'attach' | 'stack' | 'profile'>): string {
  const place = attach === undefined ? stack : 'rehearsal';
  return profile === 'acceptance' ? `${place}, acceptance` : place;
}

export const cleanRuns = (log: ProofLog): readonly Clean[] => [...log.of('clean'), ...log.of('control')];

/** An acceptance run asks what a gate asks in the very same way, of the same stack, and more. */
const holdsFor = (one: Clean, place: string): boolean =>
  one.place === place || `${one.place}, acceptance` === place;

/** The cells that passed with nothing planted, of this code, in this proof. */
export function controlledCells(log: ProofLog, place: string): ReadonlySet<string> {
  return new Set(cleanRuns(log).flatMap((one) => (holdsFor(one, place) ? one.passed : [])));
}

/** Those of these words of `--only` that no clean run of this proof has asked at this place. */
export function uncontrolled(log: ProofLog, place: string, words: readonly string[]): readonly string[] {
  const asked = cleanRuns(log).filter((one) => holdsFor(one, place));
  return [...new Set(words)].filter((word) => !asked.some((one) => hasAsked(one, place, word)));
}

function hasAsked(one: Clean, place: string, word: string): boolean {
  if (one.asked.length > 0) return one.asked.some((text) => covers(text, word));
  // A whole gate asks nothing of what is left for acceptance.
  return one.place === place || findCheck(parseBinding(word).check)?.profiles.includes('gate') === true;
}

/** `task.confirmed` asks all that `task.confirmed/time.enter` does. */
function covers(asked: string, word: string): boolean {
  const [check = '', ...subject] = word.split('/');
  return asked === word || (subject.length > 0 && isAskedFor([asked], check, subject.join('/')));
}

export interface CleanOptions extends PlayOptions {
  readonly kind: 'clean' | 'control';
  readonly key: string;
  /** What it is a control of; left out: of runs that look where it does. */
  readonly place?: string;
}

/** Asks with nothing planted, and keeps what passed. Undefined where it was interrupted. */
export async function playClean(
  log: ProofLog,
  request: RunRequest,
  { kind, key, place = placeOf(request), ...options }: CleanOptions,
): Promise<Clean | undefined> {
  const startedAt = performance.now();
  const judged = await playJudged(request, options);
  if (options.signal.aborted) return undefined;
  const about = { digest: log.digest, key, at: new Date().toISOString(), place };
  const durationMs = Math.round(performance.now() - startedAt);
  const asked = [...request.only];
  if ('whyNot' in judged) {
    const nothing = { run: '', asked, decision: judged.whyNot, passed: [], red: [], open: [] };
    const record = { kind, ...about, durationMs, ...nothing };
    log.add(record);
    return record;
  }
  const record = { kind, ...about, durationMs, asked, ...answersOf(judged.verdict) };
  log.add(record);
  return record;
}
