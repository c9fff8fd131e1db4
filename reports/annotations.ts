import { checkName, formatSeen } from './figures.ts';
import { plainText } from './plain-text.ts';
import type { VerdictCheck } from './schema/checks.ts';
import type { SignoffReport } from './schema/signoff-report.ts';
import { asSigned } from './signoff/as-signed.ts';
import { launchOf, launchSentence, type Launch } from './signoff/launch.ts';
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

function message(check: VerdictCheck): string {
  const seen = formatSeen(check);
  return `${check.reason}${seen && `\n${seen}`}\n${check.question}`;
}

function some(kind: Kind, file: string | null, checks: readonly VerdictCheck[]): readonly string[] {
  return checks.slice(0, mostOfAKind).map((check) => command(kind, file, checkName(check), message(check)));
}

const kinds = { GO: 'notice', 'NO-GO': 'error', INCONCLUSIVE: 'warning' } as const;
const launchKinds = {
  authorised: 'notice',
  awaited: 'notice',
  rejected: 'error',
  lapsed: 'error',
  refused: 'warning',
} as const satisfies Record<Launch['is'], Kind>;

/** The decision, with what people made of it. */
function decided(
  { decision, sentence, run }: Verdict,
  file: string | null,
  launch: Launch | undefined,
): string {
  const said = `${run.title}: ${sentence}`;
  if (launch === undefined) return command(kinds[decision], file, `Golive: ${decision}`, said);
  const kind = decision === 'GO' ? launchKinds[launch.is] : kinds[decision];
  return command(kind, file, `Golive: ${decision}, ${launch.title}`, `${said}\n${launchSentence(launch)}`);
}

/** What people made of a run, as one command of GitHub Actions: said again each time that somebody signs. */
export function renderLaunch(found: Verdict, file: string | null, signoff: SignoffReport): string {
  return decided(asSigned(found, signoff), file, launchOf(signoff));
}

/**
 * The verdict as commands of GitHub Actions, a line each: the decision first, then what blocks it and what was not
 * answered. `file` is the target’s module by its path in the repository, which is where a mark can stand; null where
 * it lies elsewhere.
 */
export function renderAnnotations(
  found: Verdict,
  file: string | null,
  signoff?: SignoffReport,
): readonly string[] {
  const verdict = asSigned(found, signoff);
  const { failed, open, warnings } = standingOf(verdict);
  return [
    decided(verdict, file, signoff && launchOf(signoff)),
    ...some('error', file, failed),
    ...some('warning', file, [...open, ...warnings]),
  ];
}
