import { compareVerdicts } from '../compare/compare-verdicts.ts';
import type { Verdict } from '../verdict.ts';

/** An earlier run of the same target that ended in GO: all was well, a check was not asked yet, load was lighter. */
export function earlierGo(verdict: Verdict): Verdict {
  const { run } = verdict;
  const well = verdict.checks
    .filter(({ stray }) => !stray)
    .map((check) => {
      const isFigure = typeof check.actual === 'number' && check.limit !== null;
      const actual = isFigure ? Number(check.actual) * 0.8 : check.actual;
      return { ...check, outcome: 'pass' as const, reason: '', flaky: false, waiver: null, actual };
    });
  return {
    ...verdict,
    decision: 'GO',
    run: {
      ...run,
      id: '20260301T090000-sample-aaaa',
      startedAt: '2026-03-01T09:00:00.000Z',
      release: { version: '1.4.1', digest: '11aa22bb33cc44dd' },
    },
    checks: well.slice(1),
    checklist: verdict.checklist.map((line) =>
      line.outcome === 'person' || line.outcome === 'not-due'
        ? line
        : { ...line, outcome: 'pass', reason: '' },
    ),
  };
}

/** The verdict with what changed since that run. */
export function withChanges(verdict: Verdict): Verdict {
  return { ...verdict, sinceLastGo: compareVerdicts(earlierGo(verdict), verdict) };
}
