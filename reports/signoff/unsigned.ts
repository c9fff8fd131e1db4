import { duePhases } from '../decide.ts';
import type { SignoffReport } from '../schema/signoff-report.ts';
import type { Verdict } from '../verdict.ts';
import { toSignoffReport } from './signoff-report.ts';
import { judgedIn, judgeState } from './state.ts';

/**
 * Where a launch stands while nobody has said anything: undefined for what nobody can sign, and for what is no GO, which
 * needs no word on who is to sign it.
 */
export function unsignedReport(runFolder: string, verdict: Verdict, asOf: Date): SignoffReport | undefined {
  const { signOff, fault, run, decision } = verdict;
  const phases: readonly string[] = duePhases[run.profile];
  if (signOff === undefined || fault !== null || decision !== 'GO' || !phases.includes('release')) {
    return undefined;
  }
  const judged = judgedIn(runFolder, { verdict, records: [], asOf });
  const target = run.configuration?.target.digest ?? null;
  return toSignoffReport(judgeState(judged), judged.verdictDigest, { target });
}
