import { formatInstant } from '../figures.ts';
import type { SignoffReport } from '../schema/signoff-report.ts';
import type { VerdictCheck, VerdictLine } from '../schema/checks.ts';
import type { Verdict } from '../verdict.ts';

/** A verdict as it stands with what people have said of it: what every report is rendered from. verdict.json stays. */
export function asSigned(verdict: Verdict, signoff: SignoffReport | undefined): Verdict {
  if (signoff === undefined) return verdict;
  const { decision, sentence = verdict.sentence } = signoff;
  const checks = withWaivers(verdict.checks, signoff);
  const waived = checks.filter(({ waiver }) => waiver !== null).length;
  const counts = { ...verdict.counts, waived };
  return { ...verdict, decision, sentence, checks, counts, checklist: withAnswers(verdict, signoff) };
}

function withWaivers(checks: readonly VerdictCheck[], { waived }: SignoffReport): VerdictCheck[] {
  const given = new Map(waived.map(({ ref, waiver }) => [ref, waiver]));
  return checks.map((check) => ({ ...check, waiver: given.get(check.ref) ?? check.waiver }));
}

function withAnswers({ checklist }: Verdict, { lines }: SignoffReport): VerdictLine[] {
  const said = new Map(lines.map((line) => [line.id, line]));
  return checklist.map((line) => {
    const own = said.get(line.id);
    if (own === undefined) return line;
    const { outcome, reason } = own;
    const isSettled = outcome === 'pass' || outcome === 'waived';
    return { ...line, outcome, reason, awaits: isSettled ? null : line.awaits };
  });
}

export type AttestedLine = SignoffReport['attested'][number];

/** The person who answers for each line that stands by that alone; who spoke last, counts. */
export function attestedLines(
  { checklist }: Verdict,
  signoff: SignoffReport | undefined,
): ReadonlyMap<string, AttestedLine> {
  const passed = new Set(checklist.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id));
  const answers = (signoff?.attested ?? []).filter(({ line }) => passed.has(line));
  return new Map(answers.map((one) => [one.line, one]));
}

/** `Olga Berg (operations), 2026-03-02 11:20:00 UTC, on iPhone 15 with iOS 18.2`. */
export function attestedWords({ name, role, at, device, version }: AttestedLine): string {
  const seenOn = device === null ? '' : `, on ${device}${version === null ? '' : ` with ${version}`}`;
  return `${name} (${role}), ${formatInstant(at)}${seenOn}`;
}
