import type { VerdictCheck, VerdictLine } from './schema/checks.ts';
import type { Verdict } from './verdict.ts';

/** A verdict as every report orders it: what blocks, what is open, what only warns. */
export interface ReportStanding {
  readonly failed: readonly VerdictCheck[];
  /** Failing lines that no failing check explains: the plan asks for what the target lacks. */
  readonly failedLines: readonly VerdictLine[];
  readonly open: readonly VerdictCheck[];
  readonly openLines: readonly VerdictLine[];
  /** Level `warning`, and what somebody waived. */
  readonly warnings: readonly VerdictCheck[];
  readonly notApplicable: readonly VerdictCheck[];
}

export function standingOf({ checks, checklist }: Verdict): ReportStanding {
  const deciding = checks.filter(({ level, waiver }) => level === 'blocking' && waiver === null);
  const failed = deciding.filter(({ outcome }) => outcome === 'fail');
  const open = deciding.filter(({ outcome }) => outcome === 'inconclusive');
  const explains = (list: readonly VerdictCheck[], line: VerdictLine): boolean =>
    list.some(({ ref }) => line.checks.includes(ref));
  return {
    failed,
    failedLines: checklist.filter((line) => line.outcome === 'fail' && !explains(failed, line)),
    open,
    openLines: checklist.filter(
      (line) => line.outcome === 'unbound' || (line.outcome === 'inconclusive' && !explains(open, line)),
    ),
    warnings: checks.filter(
      ({ level, waiver, outcome }) =>
        waiver !== null || (level === 'warning' && (outcome === 'fail' || outcome === 'inconclusive')),
    ),
    notApplicable: checks.filter(({ outcome }) => outcome === 'not-applicable'),
  };
}

/** Titles of the plan's due lines that each check answers, by its `ref`. */
export function linesByRef({ checklist }: Verdict): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { checks, id, outcome } of checklist) {
    if (outcome === 'not-due') continue;
    for (const ref of checks) found.set(ref, [...(found.get(ref) ?? []), id]);
  }
  return found;
}
