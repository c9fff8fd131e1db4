import { compareVerdicts } from '../reports/compare/compare-verdicts.ts';
import { lastGoBefore } from '../reports/kept/last-go.ts';
import type { Verdict } from '../reports/verdict.ts';

/** The verdict with what changed since the last GO; of a run with a planted fault nobody asks. */
export function withSinceLastGo(verdict: Verdict, runs: string): Verdict {
  if (verdict.fault !== null) return verdict;
  const before = lastGoBefore(runs, verdict.run);
  return { ...verdict, sinceLastGo: before === undefined ? null : compareVerdicts(before, verdict) };
}
