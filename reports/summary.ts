import { checkName, formatBasis, formatSeen } from './figures.ts';
import { plainLine } from './plain-text.ts';
import type { VerdictCheck, VerdictLine } from './schema/checks.ts';
import { standingOf, type ReportStanding } from './standing.ts';
import type { Verdict } from './verdict.ts';

export type SummaryColour = 'red' | 'green' | 'yellow' | 'grey' | 'bold';

export interface SummaryOutput {
  readonly print: (line: string) => void;
  readonly paint: (colour: SummaryColour, text: string) => string;
}

/** Beyond this many of one kind, the report is the place to read them. */
const mostOfAKind = 30;

function limited(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostOfAKind) return lines;
  return [...lines.slice(0, mostOfAKind), `  … and ${lines.length - mostOfAKind} more: see the report`];
}

function checkLines(check: VerdictCheck, sign: string, paint: SummaryOutput['paint']): string {
  const why = check.waiver ? `waived by ${check.waiver.name}: ${check.waiver.reason}` : check.reason;
  const seen = formatSeen(check);
  const basis = plainLine(`${seen && `${seen}; `}${formatBasis(check).join(', ')}`);
  return `  ${sign} ${plainLine(checkName(check))}: ${plainLine(why)}\n      ${paint('grey', basis)}`;
}

function failures({ failed, failedLines }: ReportStanding, paint: SummaryOutput['paint']): readonly string[] {
  const sign = paint('red', '✕');
  return [
    ...failed.map((check) => checkLines(check, sign, paint)),
    ...failedLines.map(
      (line) => `  ${sign} plan, ${plainLine(line.text)} (${plainLine(line.id)}): ${plainLine(line.reason)}`,
    ),
  ];
}

/** Lines that a part of a run did not ask about are many, and nobody waits for them: they are counted. */
function doubts(
  { partial }: Verdict,
  { open, openLines }: ReportStanding,
  paint: SummaryOutput['paint'],
): readonly string[] {
  const sign = paint('yellow', '?');
  const groups = [...Map.groupBy(open, ({ reason }) => reason)];
  const isOutside = ({ outcome, checks }: VerdictLine): boolean =>
    partial !== null && outcome === 'inconclusive' && checks.length === 0;
  const outside = openLines.filter(isOutside).length;
  return [
    ...groups.map(([reason, checks]) => {
      const [first] = checks;
      const more = checks.length > 1 ? ` and ${checks.length - 1} more` : '';
      return `  ${sign} ${first ? plainLine(checkName(first)) : ''}${more}: ${plainLine(reason)}`;
    }),
    ...openLines
      .filter((line) => !isOutside(line))
      .map(
        (line) =>
          `  ${sign} plan, ${plainLine(line.text)} (${plainLine(line.id)}): ${plainLine(line.reason)}`,
      ),
    ...(outside > 0 ? [`  ${sign} plan, lines that this part of the run did not ask about: ${outside}`] : []),
  ];
}

function warned(
  { findings }: Verdict,
  { warnings }: ReportStanding,
  paint: SummaryOutput['paint'],
): readonly string[] {
  const sign = paint('yellow', '!');
  return [
    ...warnings.map((check) => checkLines(check, sign, paint)),
    ...findings.map(({ kind, text }) => `  ${sign} ${plainLine(kind)}: ${plainLine(text)}`),
  ];
}

function passes({ checks, checklist }: Verdict): readonly string[] {
  const suites = [...Map.groupBy(checks, ({ suite }) => suite)].map(([suite, list]) => {
    const passed = list.filter(({ outcome }) => outcome === 'pass').length;
    return `${plainLine(suite)} ${passed} of ${list.length}`;
  });
  const count = (outcome: string): number => checklist.filter((line) => line.outcome === outcome).length;
  const lines = `plan: ${count('pass')} of ${checklist.length} lines passed, ${count('person')} await a person, ${count('not-due')} not due yet`;
  return [`  ${suites.join(', ')}`, ...(checklist.length > 0 ? [`  ${lines}`] : [])];
}

/** What a person reads in the terminal: failures, doubts, warnings, passes by suite, and the verdict last. */
export function printSummary(verdict: Verdict, { print, paint }: SummaryOutput): void {
  const standing = standingOf(verdict);
  const block = (title: string, count: number, lines: readonly string[]): void => {
    if (lines.length === 0) return;
    print('');
    print(paint('bold', `${title} (${count})`));
    for (const line of limited(lines)) print(line);
  };
  const { failed, failedLines, open, openLines, warnings } = standing;
  block('Blocking failures', failed.length + failedLines.length, failures(standing, paint));
  block('Not answered', open.length + openLines.length, doubts(verdict, standing, paint));
  block('Warnings', warnings.length + verdict.findings.length, warned(verdict, standing, paint));
  print('');
  print(paint('bold', 'Passed'));
  for (const line of passes(verdict)) print(line);
  print('');
  if (verdict.fault)
    print(plainLine(`A fault was planted on purpose: ${verdict.fault.id}, ${verdict.fault.what}`));
  const colour = { GO: 'green', 'NO-GO': 'red', INCONCLUSIVE: 'yellow' } as const;
  print(paint(colour[verdict.decision], plainLine(verdict.sentence)));
}
