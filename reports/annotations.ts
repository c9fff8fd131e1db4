import { checkName, formatExpected, formatObserved } from './figures.ts';
import { plainText } from './plain-text.ts';
import type { VerdictCheck } from './schema/checks.ts';
import { standingOf } from './standing.ts';
import type { Verdict } from './verdict.ts';

/** GitHub shows ten of a kind for a step, and keeps fifty for a run. */
const mostOfAKind = 10;

/** Longer ones are cut by GitHub itself, at 64 kB. */
const longest = 4_000;

// The spelling that GitHub’s own toolkit uses; a line break would begin another command.
function data(text: string): string {
  return plainText(text)
    .slice(0, longest)
    .toWellFormed()
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

type Kind = 'error' | 'warning' | 'notice';

function command(kind: Kind, file: string | null, title: string, message: string): string {
  const where = file === null ? '' : `file=${property(file)},line=1,`;
  return `::${kind} ${where}title=${property(title)}::${data(message)}`;
}

function message({ question, reason, fidelity, ...check }: VerdictCheck): string {
  const whole = { question, reason, fidelity, ...check };
  const seen =
    fidelity === null
      ? ''
      : `\nexpected ${formatExpected(whole)}, saw ${formatObserved(whole.actual, whole.unit)}`;
  return `${reason}${seen}\n${question}`;
}

function some(kind: Kind, file: string | null, checks: readonly VerdictCheck[]): readonly string[] {
  return checks.slice(0, mostOfAKind).map((check) => command(kind, file, checkName(check), message(check)));
}

/**
 * The verdict as commands of GitHub Actions, a line each: the decision first, then what blocks it and what was not
 * answered. `file` is the target's module by its path in the repository, which is where a mark can stand; null where
 * it lies elsewhere.
 */
export function renderAnnotations(verdict: Verdict, file: string | null): readonly string[] {
  const { failed, open, warnings } = standingOf(verdict);
  const kinds = { GO: 'notice', 'NO-GO': 'error', INCONCLUSIVE: 'warning' } as const;
  const { decision, sentence, run } = verdict;
  return [
    command(kinds[decision], file, `Golive: ${decision}`, `${run.title}: ${sentence}`),
    ...some('error', file, failed),
    ...some('warning', file, [...open, ...warnings]),
  ];
}
